// What the document hands to the asset for requests, and what it gets. Types alone: the two are built apart.

import type { Sodium } from "../core/sodium";
import type { Language } from "../core/wire";
import type { Shell } from "../view/shell";
import type { AskedWords } from "../words/asked";
import type { LateLanguage } from "../words/languages";
import type { Missing, Words } from "../words/words";

type Octets = Uint8Array<ArrayBuffer>;

export interface Derives {
  derive(password: Octets, salt: Octets): Promise<Octets>;
  end(): void;
}

export interface RequestTools {
  /** Those of the first screen. */
  readonly words: Words;
  readonly wordsOf: (language: Language) => Promise<Words>;
  readonly askedOf: (language: LateLanguage) => Promise<AskedWords>;
  /** The words that are read aloud, 2048 of a language. */
  readonly checkWords: (language: Language) => Promise<readonly string[]>;
  readonly shell: (words: Words, bring: (language: Language) => Promise<Words>) => Shell;
  readonly sodium: () => Promise<Sodium>;
  readonly deriver: () => Derives;
  readonly startWorker: () => Promise<Worker>;
  readonly missing: readonly Missing[];
}

export interface RequestAsset {
  readonly start: (tools: RequestTools) => Promise<void>;
}
