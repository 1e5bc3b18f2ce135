// Every end that is not the content: what happened, whether anything was lost, what to do now, and one thing to press where that helps.

import type { Refusal } from "../core/errors";
import type { Missing, Told, Trouble, Words } from "../words/words";
import { el, icon } from "./dom";
import type { IconName } from "./dom";
import type { Screen, View } from "./screen";

export interface Press {
  readonly label: (words: Words) => string;
  readonly act: () => void;
}

export function toldScreen(mark: IconName, told: (words: Words) => Told, press: Press | null = null): Screen {
  return (words): View => {
    const { title, what, lost, now } = told(words);
    const button = press && el("button", { type: "button", class: "primary", click: press.act }, press.label(words));
    const node = el(
      "div",
      { class: "card told" },
      el("div", { class: "badge" }, icon(mark)),
      el("h1", { tabindex: -1 }, title),
      el("p", {}, what),
      el("p", { class: "lost" }, lost),
      el("p", { class: "now" }, now),
      button,
    );
    return { node };
  };
}

const MARKS: Readonly<Partial<Record<Trouble, IconName>>> = {
  damaged: "link",
  "no-link": "link",
  altered: "warning",
  expired: "clock",
  opened: "check",
  revoked: "trash",
  locked: "lock",
  paused: "pause",
  busy: "clock",
  unreachable: "offline",
  window: "offline",
};

const AGAIN: readonly Trouble[] = ["paused", "busy", "unreachable", "service", "memory"];

export function troubleScreen(code: Trouble, refusal: Refusal | null, retry: () => void): Screen {
  const told = (words: Words): Told => {
    const plain = words.trouble[code];
    // After a claim a view is gone, whatever the reason is called.
    return refusal?.facts.claimed === true ? { ...plain, lost: words.claimedLost } : plain;
  };
  const again = AGAIN.includes(code) && refusal?.facts.claimed !== true;
  return toldScreen(MARKS[code] ?? "warning", told, again ? { label: (words) => words.retry, act: retry } : null);
}

export function missingScreen(what: readonly Missing[], copyLink: () => void): Screen {
  const told = (words: Words): Told => ({
    ...words.missingTold,
    what: what.map((each) => words.missing[each]).join(" "),
  });
  return toldScreen("warning", told, { label: (words) => words.copyLink, act: copyLink });
}
