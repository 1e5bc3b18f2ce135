// When the content goes: the page is left or kept in the back-forward cache, hidden for long, or its time is over. The document
// holds nothing after that; what a person copied is theirs.

const HIDDEN_MS = 10 * 60 * 1000;
// How often it is looked whether what was under way has ended.
const BUSY_MS = 5000;
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

/** `busy` says whether files are on their way: the content then stays until they are here, unless the page itself goes. */
export function watch(expires: number, clear: (reason: Reason) => void, busy: () => boolean): Watching {
  let hiddenSince = 0;
  let hidden: ReturnType<typeof setTimeout> | undefined;
  let over: ReturnType<typeof setTimeout> | undefined;
  let later: ReturnType<typeof setTimeout> | undefined;
  const leave = (): void => finish("left");
  const leaveUnused = (): void => unlessBusy("left");
  // A timer may sleep while a phone does: the clock is looked at again when the page comes back.
  const visibility = (): void => {
    clearTimeout(hidden);
    if (document.visibilityState === "hidden") {
      hiddenSince = Date.now();
      hidden = setTimeout(leaveUnused, HIDDEN_MS);
    } else if (hiddenSince > 0 && Date.now() - hiddenSince >= HIDDEN_MS) unlessBusy("left");
    else if (armed && Date.now() >= expires * 1000) unlessBusy("over");
  };
  // The relay has just said that the share lives: a local clock past its end is wrong and must not take the content away.
  const armed = Date.now() < expires * 1000;
  const wait = (): void => {
    const left = expires * 1000 - Date.now();
    if (left <= 0) unlessBusy("over");
    else over = setTimeout(wait, Math.min(left, LONGEST_MS));
  };
  const stop = (): void => {
    clearTimeout(hidden);
    clearTimeout(over);
    clearTimeout(later);
    window.removeEventListener("pagehide", leave);
    document.removeEventListener("visibilitychange", visibility);
    window.removeEventListener("beforeunload", warn);
  };
  const finish = (reason: Reason): void => {
    stop();
    clear(reason);
  };
  const unlessBusy = (reason: Reason): void => {
    clearTimeout(later);
    if (!busy()) return finish(reason);
    // Who came back meanwhile has the content before them again, and a time that is over stays over.
    later = setTimeout(() => (reason === "over" || document.visibilityState === "hidden") && unlessBusy(reason), BUSY_MS);
  };
  window.addEventListener("pagehide", leave);
  document.addEventListener("visibilitychange", visibility);
  window.addEventListener("beforeunload", warn);
  if (armed) wait();
  return { stop };
}
