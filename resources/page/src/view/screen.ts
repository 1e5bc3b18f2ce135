// What the shell shows: a screen is built again from its own state whenever the language changes.

import type { Words } from "../words/words";

export interface View {
  readonly node: HTMLElement;
  /** Where the keyboard goes when the screen appears. The heading, where nothing is named. */
  readonly focus?: HTMLElement;
  /** Said to a screen reader, where the heading alone would not do. */
  readonly said?: string;
  /** Stops clocks and listeners when the screen goes. */
  readonly leave?: () => void;
}

export type Screen = (words: Words) => View;

/** Whether the line of trust under a screen speaks of a code; null says nothing about either. */
export type Trust = "passcode" | "link" | null;
