// What may be seen before the passcode: who sent it, a note, until when, how often.

import type { Greeting } from "../core/claim";
import type { Words } from "../words/words";
import { hasDisk, isInApp, memoryLimit } from "../files/limits";
import { el, icon } from "./dom";
import type { IconName } from "./dom";
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

const fact = (name: IconName, text: string, tone = ""): HTMLElement => el("p", { class: tone }, icon(name), el("span", {}, text));

/** What a person should know before a view is taken, and not after. */
function notices(words: Words, { header }: Greeting): HTMLElement[] {
  const { trace, files, large, inApp } = words.notices;
  const { size } = words.files;
  const found: HTMLElement[] = [];
  if (header.files > 0) {
    found.push(fact("file", files(size(header.files))));
    if (isInApp()) found.push(fact("warning", inApp, "caution"));
    else if (!hasDisk() && header.files > memoryLimit()) found.push(fact("warning", large(size(memoryLimit())), "caution"));
  }
  if (header.trace) found.push(fact("place", trace));
  return found;
}

export function coverPart(words: Words, greeting: Greeting): CoverPart {
  const { expires } = greeting.conditions;
  const clock = countdown(words, expires);
  const instant = exact(words, expires, new Date());
  const until = el("p", {}, icon("clock"), el("span", {}, `${words.cover.until} `, el("strong", {}, instant), " ", clock.node));
  const left = greeting.welcome.viewsLeft;
  const views = el("p", {}, icon("eye"), el("span", {}, `${words.cover.views(left)}. ${words.cover.keep(left)}`.trim()));
  const facts = el("div", { class: "facts" }, until, views, ...notices(words, greeting));
  return { nodes: [el("h1", { tabindex: -1 }, words.cover.heading), sender(words, greeting), facts], stop: clock.stop };
}
