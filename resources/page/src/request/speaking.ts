// The words of the page of a request: those of a share, with its own in their place. Owns which language's are here.

import type { Language } from "../core/wire";
import type { AskedWords } from "../words/asked";
import { askedEn } from "../words/asked-en";
import { askedPtPT } from "../words/asked-pt-PT";
import type { LateLanguage } from "../words/languages";
import type { Words } from "../words/words";
import type { RequestTools } from "./tools";

/** What the screens of a request are given: `asked` is theirs alone. */
export interface RequestWords extends Words {
  readonly asked: AskedWords;
}

// How long the first screen waits for words in the reader's own language.
const WORDS_MS = 5000;

function merged(words: Words, asked: AskedWords): RequestWords {
  const { title, about, hold, working, missingTold, trouble, passcode } = asked;
  return {
    ...words,
    ...{ title, about, hold, working, missingTold, asked },
    trouble: { ...words.trouble, ...trouble },
    passcode: { ...words.passcode, ...passcode },
  };
}

/** The shell speaks of words in general; on this page they are always these. */
export const askedOf = (words: Words): AskedWords => (words as RequestWords).asked;

export async function requestWords(tools: RequestTools, language: Language): Promise<RequestWords> {
  if (language === "pt-PT") return merged(await tools.wordsOf(language), askedPtPT);
  if (language === "en") return merged(await tools.wordsOf(language), askedEn);
  const [words, asked] = await Promise.all([tools.wordsOf(language), tools.askedOf(language satisfies LateLanguage)]);
  return merged(words, asked);
}

/** For the first screen: what comes in place of words that are late is the nearest that is here. */
export function firstRequestWords(tools: RequestTools): Promise<RequestWords> {
  const { lang } = tools.words;
  const near = (): Promise<RequestWords> => requestWords(tools, lang === "pt-BR" ? "pt-PT" : "en");
  const late = new Promise<void>((resolve) => setTimeout(resolve, WORDS_MS)).then(near);
  return Promise.race([requestWords(tools, lang).catch(near), late]);
}
