// Before the hour that the sender has set: when it is, in the reader's own time, and how long until then.

import { el, icon } from "./dom";
import type { Screen, View } from "./screen";
import { countdown, exact } from "./when";

export function earlyScreen(starts: number, goOn: () => void): Screen {
  return (words): View => {
    const { early } = words;
    const clock = countdown(words, starts);
    const node = el(
      "div",
      { class: "card told" },
      el("div", { class: "badge" }, icon("clock")),
      el("h1", { tabindex: -1 }, early.title),
      el("p", {}, early.what(exact(words, starts, new Date())), " ", clock.node),
      el("p", { class: "lost" }, early.lost),
      el("p", { class: "now" }, early.now),
      el("button", { type: "button", class: "primary", click: goOn }, early.retry),
    );
    return { node, leave: clock.stop };
  };
}
