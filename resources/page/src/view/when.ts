// Instants as people read them: exact in their own zone, and how long there is.

import type { Words } from "../words/words";
import { el } from "./dom";

/** Not by Intl: making its first formatter takes 50 ms and more, before the first thing a person reads. */
export function exact(words: Words, seconds: number, now: Date): string {
  const at = new Date(seconds * 1000);
  return words.clock.exact(at, at.getFullYear() !== now.getFullYear());
}

const secondsLeft = (until: number): number => Math.floor(until - Date.now() / 1000);

/** "faltam 3 horas", kept true while it is in the document. Not live: a clock that speaks each minute is no help. */
export function countdown(words: Words, until: number): { node: HTMLElement; stop: () => void } {
  const node = el("span", { class: "left" });
  let timer: ReturnType<typeof setTimeout> | undefined;
  const tick = (): void => {
    const left = secondsLeft(until);
    // A clock that is wrong by more than the time that is left would only say nonsense.
    node.textContent = left > 0 ? `${words.clock.local} · ${words.clock.left(left)}` : words.clock.local;
    if (left > 0) timer = setTimeout(tick, left < 3600 ? 1000 : 30_000);
  };
  tick();
  return { node, stop: () => clearTimeout(timer) };
}
