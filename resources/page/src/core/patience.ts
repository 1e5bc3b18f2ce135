// Trying again while the line is down or the relay busy. Owns how long it waits; for how long it goes on is the caller's.

import { isRefusal } from "./errors";
import type { Refusal } from "./errors";

export interface Waiting {
  readonly name: "waiting";
  readonly why: "unreachable" | "busy";
  readonly ms: number;
}

export interface Patience {
  /** Resolves after so many milliseconds, or sooner when there is reason to try again. */
  readonly wait: (ms: number) => Promise<void>;
  readonly tell: (step: Waiting) => void;
}

const LONGEST_WAIT_MS = 15_000;
// A relay names how long it is busy: without a ceiling it could send people away for days.
const LONGEST_BUSY_MS = 60_000;

function waitOf(refusal: Refusal, failures: number): Waiting | null {
  if (refusal.code === "busy") {
    return { name: "waiting", why: "busy", ms: Math.min((refusal.facts.retryS ?? 2) * 1000, LONGEST_BUSY_MS) };
  }
  if (refusal.code !== "unreachable") return null;
  return { name: "waiting", why: "unreachable", ms: Math.min(1000 * 2 ** failures, LONGEST_WAIT_MS) };
}

export async function patiently<T>(patience: Patience, call: () => Promise<T>): Promise<T> {
  for (let failures = 0; ; failures++) {
    try {
      return await call();
    } catch (error) {
      const waiting = isRefusal(error) ? waitOf(error, failures) : null;
      if (waiting === null) throw error;
      patience.tell(waiting);
      await patience.wait(waiting.ms);
    }
  }
}
