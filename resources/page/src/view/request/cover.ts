// What stands before anything is typed: who asks (a name that was typed), what for, what is asked, how it is protected, until when.

import type { Asked } from "../../core/request/giving";
import { askedOf } from "../../request/speaking";
import { filesLabel, partLabel } from "../../request/kinds";
import type { Words } from "../../words/words";
import type { CoverPart } from "../cover";
import { el, icon } from "../dom";
import type { IconName } from "../dom";
import { holdless } from "./press";
import type { Screen, View } from "../screen";
import { written } from "../secret";
import { passcodeForm } from "../passcode";
import type { Typed } from "../passcode";
import { countdown, exact } from "../when";

const fact = (name: IconName, ...text: readonly (Node | string)[]): HTMLElement => el("p", {}, icon(name), el("span", {}, ...text));

/** Who asks and what for, with what a name is worth. */
export function askerPart(words: Words, { form }: Asked): HTMLElement {
  const { cover } = askedOf(words);
  const { invisible } = words.content;
  const name = form.from === "" ? el("dd", { class: "quiet" }, cover.nobody) : el("dd", {}, el("bdi", {}, ...written("label", form.from, invisible)));
  const rows = [el("div", {}, el("dt", {}, cover.from), name)];
  if (form.note !== "") rows.push(el("div", {}, el("dt", {}, cover.note), el("dd", {}, el("bdi", {}, ...written("text", form.note, invisible)))));
  return el("div", {}, el("dl", { class: "sender" }, ...rows), el("p", { class: "hint name-note" }, cover.nameNote));
}

// A letter box takes as many as the protocol allows (R4), for years: a date and a number would only be puzzling.
const MOST = 1000;
const YEARS_S = 3 * 365 * 86_400;

/** Until when, how it is protected, how many answers. */
export function factsPart(words: Words, { conditions, header, shown }: Asked): { node: HTMLElement; stop: () => void } {
  const { cover } = askedOf(words);
  if (conditions.views === MOST && conditions.expires - header.created > YEARS_S) {
    return { node: el("div", { class: "facts" }, fact("lock", cover.sealed), fact("person", cover.stays)), stop: () => undefined };
  }
  const clock = countdown(words, conditions.expires);
  const until = fact("clock", `${cover.until} `, el("strong", {}, exact(words, conditions.expires, new Date())), " ", clock.node);
  const node = el("div", { class: "facts" }, fact("lock", cover.sealed), until, fact("person", cover.left(shown.left, conditions.views)));
  return { node, stop: clock.stop };
}

function listed(words: Words, { form }: Asked): HTMLElement {
  const asked = askedOf(words);
  // What asks for files stands below, once.
  const parts = form.parts.filter(({ kind }) => kind !== "file");
  const items = parts.map((part) => {
    const label = el("bdi", {}, ...written("label", partLabel(asked, part), words.content.invisible));
    return el("li", {}, label, part.many > 1 && el("span", { class: "quiet" }, ` · ${asked.cover.times(part.many)}`));
  });
  if (form.files !== "none") items.push(el("li", {}, el("bdi", {}, ...written("label", filesLabel(asked, form), words.content.invisible))));
  return el("div", { class: "asks" }, el("h2", {}, asked.cover.asks), el("ul", {}, ...items));
}

function coverOf(words: Words, asked: Asked): CoverPart {
  const facts = factsPart(words, asked);
  const heading = el("h1", { tabindex: -1 }, askedOf(words).cover.heading);
  return { nodes: [heading, askerPart(words, asked), listed(words, asked), facts.node], stop: facts.stop };
}

/** Without a passcode, or behind it: one press to the form. */
export function beginScreen(asked: Asked, begun: boolean, begin: () => void): Screen {
  return (words): View => {
    const cover = coverOf(words, asked);
    const said = askedOf(words).cover;
    const node = el("div", { class: "card" }, ...cover.nodes, holdless(begun ? said.goOn : said.begin, begin));
    return { node, leave: cover.stop };
  };
}

export function lockedScreen(asked: Asked, state: Typed, open: (typed: string) => void, canFocus: boolean): Screen {
  return (words): View => {
    const cover = coverOf(words, asked);
    const { form, input } = passcodeForm(words, state, asked.form.entry, open);
    const focus = canFocus || state.slip !== null ? { focus: input } : {};
    return { node: el("div", { class: "card" }, ...cover.nodes, form), leave: cover.stop, ...focus };
  };
}
