// The five languages: how each calls itself, and which of them a browser asks for. Bringing their words in is loading.ts.

import type { Language } from "../core/wire";

/** Those whose words are assets of their own. The others are in the document: the one of most readers, and the one for everybody else. */
export type LateLanguage = Exclude<Language, "pt-PT" | "en">;

export const LANGUAGES: readonly (readonly [Language, string])[] = [
  ["pt-PT", "Português (Portugal)"],
  ["pt-BR", "Português (Brasil)"],
  ["en", "English"],
  ["es", "Español"],
  ["fr", "Français"],
];

/** The first that the reader asks for and that is spoken here. */
export function preferred(asked: readonly string[]): Language {
  for (const tag of asked) {
    if (/^pt-BR\b/i.test(tag)) return "pt-BR";
    if (/^pt\b/i.test(tag)) return "pt-PT";
    const found = /^(en|es|fr)\b/i.exec(tag)?.[1];
    if (found !== undefined) return found.toLowerCase() as Language;
  }
  return "en";
}
