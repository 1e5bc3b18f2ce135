// What may be seen before the passcode: who sent it, a note, until when, how often.

import type { Greeting } from "../core/claim";
import type { Words } from "../words/words";
import { el, icon } from "./dom";
import { countdown, exact } from "./when";

export interface CoverPart {
  readonly nodes: readonly HTMLElement[];
  readonly stop: () => void;
}

function sender(words: Words, greeting: Greeting): HTMLElement {
  const { from, note } = greeting.cover;
  const name = from === "" ? el("dd", { class: "quiet" }, words.cover.nobody) : el("dd", {}, el("bdi", {}, from));
  const rows = [el("div", {}, el("dt", {}, words.cover.from), name)];
  if (note !== "") rows.push(el("div", {}, el("dt", {}, words.cover.note), el("dd", {}, el("bdi", {}, note))));
  return el("dl", { class: "sender" }, ...rows);
}

export function coverPart(words: Words, greeting: Greeting): CoverPart {
  const { expires } = greeting.conditions;
  const clock = countdown(words, expires);
  const instant = exact(words, expires, new Date());
  const until = el("p", {}, icon("clock"), el("span", {}, `${words.cover.until} `, el("strong", {}, instant), " ", clock.node));
  const left = greeting.welcome.viewsLeft;
  const views = el("p", {}, icon("eye"), el("span", {}, `${words.cover.views(left)}. ${words.cover.keep(left)}`.trim()));
  const facts = el("div", { class: "facts" }, until, views);
  return { nodes: [el("h1", { tabindex: -1 }, words.cover.heading), sender(words, greeting), facts], stop: clock.stop };
}
