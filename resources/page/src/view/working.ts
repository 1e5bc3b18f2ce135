// While it opens: what is going on in words, and what to do when the line is down.

import type { Step } from "../core/claim";
import type { Words } from "../words/words";
import { el, icon } from "./dom";
import type { Screen, View } from "./screen";

function line(words: Words, step: Step): string {
  const { working } = words;
  if (step.name === "deriving") return working.deriving;
  if (step.name === "claiming") return working.claiming;
  if (step.name === "fetching") return working.fetching(Math.floor((100 * step.received) / step.size));
  if (step.name === "opening") return working.opening;
  const seconds = Math.max(1, Math.round(step.ms / 1000));
  return step.why === "busy" ? working.busy(seconds) : working.offline(seconds);
}

/** One screen for the whole opening: `update` moves it on without taking the focus away. */
export class Working {
  private step: Step = { name: "claiming" };
  private words: Words | null = null;
  private readonly text = el("p", { class: "step", role: "status" });
  private readonly more = el("div", { class: "more" });

  constructor(private readonly hurry: () => void) {}

  readonly screen: Screen = (words): View => {
    this.words = words;
    this.draw();
    const bar = el("div", { class: "bar", "aria-hidden": "true" }, el("div", {}));
    const heading = el("h1", { tabindex: -1 }, words.working.heading);
    return { node: el("div", { class: "card working" }, heading, bar, this.text, this.more) };
  };

  update(step: Step): void {
    this.step = step;
    this.draw();
  }

  private draw(): void {
    if (this.words === null) return;
    const { working } = this.words;
    const text = line(this.words, this.step);
    if (this.text.textContent !== text) this.text.textContent = text;
    const waiting = this.step.name === "waiting";
    const stay = el("p", { class: "hint" }, waiting ? `${working.nothingLost} ${working.stay}` : working.stay);
    const retry = el("button", { type: "button", click: () => this.hurry() }, icon("offline"), working.retry);
    this.more.replaceChildren(stay, ...(waiting ? [retry] : []));
  }
}
