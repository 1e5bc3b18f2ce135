// The ways an opening, or a submission, can end that are not success. Owns the codes; the words for them are in words/.

export type RefusalCode =
  | "damaged"
  | "altered"
  | "no-link"
  | "too-old"
  | "typing-mistake"
  | "empty-passcode"
  | "wrong-passcode"
  | "wrong-code"
  | "early"
  | "unknown"
  | "opened"
  | "expired"
  | "revoked"
  | "locked"
  | "gone"
  | "paused"
  | "busy"
  | "stale"
  | "window"
  | "memory"
  | "unreachable"
  | "service"
  | "content"
  // Of requests alone.
  | "filled"
  | "conflict"
  | "offset"
  | "too-large"
  | "full";

export interface RefusalFacts {
  readonly triesLeft?: number;
  readonly retryS?: number;
  /** Whether a view had been taken when it failed: decides what we say was lost. */
  readonly claimed?: boolean;
}

export class Refusal extends Error {
  constructor(
    readonly code: RefusalCode,
    readonly facts: RefusalFacts = {},
  ) {
    super(code);
    this.name = "Refusal";
  }
}

/** By its name: an asset that was loaded later has a class of its own for the same thing. */
export const isRefusal = (error: unknown): error is Refusal => error instanceof Error && error.name === "Refusal";

/** The link itself: nothing was asked of anybody. */
export const damaged = (): Refusal => new Refusal("damaged");

/** What the relay holds does not fit the link. PROTOCOL calls this "damaged" too; people are told something else. */
export const altered = (): Refusal => new Refusal("altered");
