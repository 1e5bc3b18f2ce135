// The form: the asker's parts one below the other, some of them several times, then files, then a last word.

import { MOST_MESSAGE } from "../../core/request/submission";
import type { Draft, Place } from "../../request/draft";
import type { Sending } from "../../request/sending";
import { partLabel } from "../../request/kinds";
import { askedOf } from "../../request/speaking";
import type { Words } from "../../words/words";
import { el, icon } from "../dom";
import { fieldId, fieldView } from "./field";
import { filesPart } from "./files";
import type { FilesState } from "./files";
import type { Screen, View } from "../screen";
import { written } from "../secret";
import { slipNote } from "../slip";

export interface FormState {
  readonly draft: Draft;
  readonly sending: Sending;
  readonly files: FilesState;
  missing: readonly Place[];
  slip: "missing" | "nothing" | "long" | null;
  /** Which block was added or is next to one that was removed: it gets the focus. */
  focus: number | null;
}

export interface FormActs {
  readonly changed: () => void;
  readonly chosen: () => void;
  readonly review: () => void;
  /** Shows the form once more. */
  readonly again: () => void;
  readonly say: (text: string) => void;
}

function blockView(words: Words, state: FormState, acts: FormActs, section: number): HTMLElement {
  const { draft } = state;
  const asked = askedOf(words);
  const block = draft.blocks[section];
  const part = block && draft.form.parts[block.part];
  if (block === undefined || part === undefined) return el("div", {});
  const before = draft.blocks.slice(0, section).filter((other) => other.part === block.part).length;
  const count = draft.count(block.part);
  const label = partLabel(asked, part);
  const title = count > 1 ? asked.form.nth(label, before + 1) : label;
  const fields = part.fields.map((field, at) => {
    const missing = state.missing.some((place) => place.block === section && place.field === at);
    return fieldView(words, { part, field, block, at, section, missing }, acts.changed);
  });
  const remove = (): void => {
    draft.remove(section);
    Object.assign(state, { missing: [], slip: null, focus: Math.max(0, section - 1) });
    acts.changed();
    acts.again();
    acts.say(asked.form.removed);
  };
  const removing = count > 1 && el("button", { type: "button", class: "quiet", click: remove }, icon("trash"), el("span", {}, asked.form.remove(title)));
  const add = (): void => {
    const at = draft.add(block.part);
    Object.assign(state, { missing: [], slip: null, focus: at });
    acts.again();
  };
  const adding =
    before + 1 === count && draft.mayAdd(block.part) && el("button", { type: "button", click: add }, icon("plus"), el("span", {}, asked.form.add(label)));
  // What belongs to the files stands under their heading.
  const named = part.kind !== "file" || count > 1;
  const legend = el("legend", { tabindex: -1, id: `block-${section}`, class: named ? undefined : "unseen" }, el("bdi", {}, ...written("label", title, words.content.invisible)));
  return el("fieldset", { class: "part" }, legend, ...fields, el("div", { class: "group" }, adding, removing));
}

function messageField(words: Words, state: FormState, changed: () => void): HTMLElement {
  const input = el("textarea", { id: "message", rows: 3, maxlength: MOST_MESSAGE, autocomplete: "off" });
  input.value = state.draft.message;
  input.addEventListener("input", () => {
    state.draft.message = input.value;
    changed();
  });
  return el("div", { class: "field" }, el("label", { for: "message" }, askedOf(words).form.message), input);
}

function slipText(words: Words, state: FormState): string | null {
  const { form } = askedOf(words);
  if (state.slip === "missing") return state.missing.length === 0 ? null : form.missing(state.missing.length);
  return state.slip === null ? null : form[state.slip];
}

/** Where a person goes on: what is missing, or what was just added. */
function focusOf(node: HTMLElement, state: FormState): HTMLElement | undefined {
  const first = state.missing[0];
  const id =
    first !== undefined ? fieldId(first.block, first.field) : state.files.slip === "missing" ? "files-heading" : state.focus === null ? "" : `block-${state.focus}`;
  return id === "" ? undefined : (node.querySelector<HTMLElement>(`#${id}`) ?? undefined);
}

export function formScreen(state: FormState, acts: FormActs): Screen {
  return (words): View => {
    const asked = askedOf(words);
    const { draft, sending } = state;
    let redraw = (): void => undefined;
    const listen = (draw: () => void): void => void (redraw = draw);
    sending.listen(() => redraw());
    const submit = (event: Event): void => {
      event.preventDefault();
      acts.review();
    };
    const files = draft.form.files !== "none" && filesPart(words, draft, sending, state.files, { changed: acts.chosen, say: acts.say, listen });
    const slip = slipNote("form-slip", slipText(words, state));
    // What was missing is said for as long as it is missing.
    const changed = (): void => {
      acts.changed();
      if (state.slip === null) return;
      if (state.slip !== "missing" || draft.missing().length === 0) slip.replaceChildren();
    };
    const blocks = (ofFiles: boolean): HTMLElement[] =>
      draft.blocks.flatMap(({ part }, section) =>
        (draft.form.parts[part]?.kind === "file") === ofFiles ? [blockView(words, state, { ...acts, changed }, section)] : [],
      );
    const form = el(
      "form",
      { submit, novalidate: true, class: "answer", autocomplete: "on" },
      ...blocks(false),
      files,
      ...blocks(true),
      messageField(words, state, changed),
      slip,
      el("button", { class: "primary", type: "submit" }, asked.form.review),
    );
    const node = el("div", { class: "card" }, el("h1", { tabindex: -1 }, asked.form.heading), el("p", { class: "hint" }, asked.form.draft), form);
    const focus = focusOf(node, state);
    state.focus = null;
    const leave = (): void => sending.listen(() => undefined);
    return { node, leave, ...(focus === undefined ? {} : { focus }) };
  };
}
