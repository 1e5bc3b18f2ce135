// A last look before anything is sent: what was typed, secrets masked, and a press that is held.

import type { Asked } from "../../core/request/giving";
import type { Draft } from "../../request/draft";
import { fieldKind, fieldLabel, partLabel, typingOf } from "../../request/kinds";
import { askedOf } from "../../request/speaking";
import type { Words } from "../../words/words";
import { el } from "../dom";
import { holdPart } from "../hold";
import { rowView } from "../row";
import type { RowState, RowTools } from "../row";
import type { Screen, View } from "../screen";
import { written } from "../secret";

export interface ReviewActs {
  readonly send: () => void;
  readonly back: () => void;
  readonly say: (text: string) => void;
}

interface Group {
  readonly label: string;
  readonly rows: readonly RowState[];
}

// What has these kinds is tinted, so that it can be read over sign by sign.
const ALOUD = ["password", "pin", "code", "card", "iban", "nif", "niss", "bic", "recovery"];

function groups(words: Words, draft: Draft): { filled: Group[]; blank: string[] } {
  const asked = askedOf(words);
  const blank: string[] = [];
  const filled = draft.blocks.flatMap(({ part: at, values }, section): Group[] => {
    const part = draft.form.parts[at];
    if (part === undefined) return [];
    const before = draft.blocks.slice(0, section).filter((other) => other.part === at).length;
    const label = partLabel(asked, part);
    const title = draft.count(at) > 1 ? asked.form.nth(label, before + 1) : label;
    const rows = part.fields.flatMap((field, n): RowState[] => {
      const value = values[n] ?? "";
      const name = fieldLabel(asked, field);
      if (value === "") blank.push(draft.blocks.length > 1 ? `${title} · ${name}` : name);
      if (value === "") return [];
      const kind = fieldKind(field);
      const maskable = typingOf(part, field).masked === true;
      return [{ label: name, kind: ALOUD.includes(kind) ? "password" : kind, value, maskable, visible: !maskable }];
    });
    return rows.length === 0 ? [] : [{ label: title, rows }];
  });
  return { filled, blank };
}

function filesList(words: Words, draft: Draft): HTMLElement | null {
  if (draft.files.length === 0) return null;
  const items = draft.files.map((file) => {
    const name = el("span", { class: "name" }, el("bdi", {}, ...written("label", file.name, words.content.invisible)));
    return el("li", {}, name, el("span", { class: "about" }, words.files.size(file.size)));
  });
  const heading = el("h2", {}, askedOf(words).files.total(draft.files.length, words.files.size(draft.content)));
  return el("section", { class: "part" }, heading, el("ul", { class: "files" }, ...items));
}

export function reviewScreen(asked: Asked, draft: Draft, acts: ReviewActs): Screen {
  // Beside the language: what is shown stays shown when another is chosen.
  const shown = new Set<string>();
  return (words): View => {
    const said = askedOf(words);
    const tools: RowTools = { words, mayCopy: false, say: acts.say, copied: () => undefined };
    const { filled, blank } = groups(words, draft);
    const sections = filled.map(({ label, rows }, n) => {
      const views = rows.map((row, at) => {
        if (shown.has(`${n}-${at}`)) row.visible = true;
        return rowView(row, tools).node;
      });
      return el("section", { class: "part" }, el("h2", {}, el("bdi", {}, ...written("label", label, words.content.invisible))), el("dl", { class: "rows" }, ...views));
    });
    const message: RowState = { label: said.review.message, kind: "note", value: draft.message, maskable: false, visible: true };
    const hold = holdPart(words.hold, acts.send, acts.say);
    const { from } = asked.form;
    const node = el(
      "div",
      { class: "card review" },
      el("h1", { tabindex: -1 }, said.review.heading),
      from !== "" && el("p", { class: "byline" }, `${said.cover.from} `, el("bdi", {}, ...written("label", from, words.content.invisible))),
      ...sections,
      filesList(words, draft),
      draft.message !== "" && el("dl", { class: "rows" }, rowView(message, tools).node),
      blank.length > 0 && el("p", { class: "hint" }, `${said.review.blank} `, el("bdi", {}, blank.join(", ")), "."),
      el("p", { class: "strong" }, said.review.explain),
      ...hold.nodes,
      el("button", { type: "button", class: "quiet wide", click: acts.back }, said.review.back),
    );
    return { node, leave: hold.stop };
  };
}
