// When the content goes: the page is left or kept in the back-forward cache, hidden for long, or its time is over. The document
// holds nothing after that; what a person copied is theirs.

const HIDDEN_MS = 10 * 60 * 1000;
// setTimeout takes 31 bits: longer waits are made of several.
const LONGEST_MS = 2 ** 31 - 1;

export type Reason = "left" | "over";

export interface Watching {
  /** The content is safe with the person: closing the page needs no warning any more. */
  readonly stop: () => void;
}

const warn = (event: BeforeUnloadEvent): void => {
  event.preventDefault();
  // Older engines ask for a value; none of them shows it.
  event.returnValue = "";
};

export function watch(expires: number, clear: (reason: Reason) => void): Watching {
  let hiddenSince = 0;
  let hidden: ReturnType<typeof setTimeout> | undefined;
  let over: ReturnType<typeof setTimeout> | undefined;
  const leave = (): void => finish("left");
  // A timer may sleep while a phone does: the clock is looked at again when the page comes back.
  const visibility = (): void => {
    clearTimeout(hidden);
    if (document.visibilityState === "hidden") {
      hiddenSince = Date.now();
      hidden = setTimeout(leave, HIDDEN_MS);
    } else if (hiddenSince > 0 && Date.now() - hiddenSince >= HIDDEN_MS) finish("left");
    else if (armed && Date.now() >= expires * 1000) finish("over");
  };
  // The relay has just said that the share lives: a local clock past its end is wrong and must not take the content away.
  const armed = Date.now() < expires * 1000;
  const wait = (): void => {
    const left = expires * 1000 - Date.now();
    if (left <= 0) finish("over");
    else over = setTimeout(wait, Math.min(left, LONGEST_MS));
  };
  const stop = (): void => {
    clearTimeout(hidden);
    clearTimeout(over);
    window.removeEventListener("pagehide", leave);
    document.removeEventListener("visibilitychange", visibility);
    window.removeEventListener("beforeunload", warn);
  };
  const finish = (reason: Reason): void => {
    stop();
    clear(reason);
  };
  window.addEventListener("pagehide", leave);
  document.addEventListener("visibilitychange", visibility);
  window.addEventListener("beforeunload", warn);
  if (armed) wait();
  return { stop };
}
