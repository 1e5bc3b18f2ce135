// Every sentence of every language as one JSON: by its path, once for each number that is put into it. The comparing is the test's.

import { askedEn } from "../src/words/asked-en";
import { words as askedEs } from "../src/words/asked-es";
import { words as askedFr } from "../src/words/asked-fr";
import { words as askedPtBR } from "../src/words/asked-pt-BR";
import { askedPtPT } from "../src/words/asked-pt-PT";
import { en } from "../src/words/en";
import { words as es } from "../src/words/es";
import { words as fr } from "../src/words/fr";
import { preferred } from "../src/words/languages";
import { words as ptBR } from "../src/words/pt-BR";
import { ptPT } from "../src/words/pt-PT";

const DAY = new Date(2031, 2, 4, 13, 5);

function said(path: string, value: unknown, into: Record<string, string>): void {
  if (typeof value === "string") into[path] = value;
  else if (typeof value === "function") {
    const makes = value as (...given: unknown[]) => unknown;
    if (path === ".clock.exact") return said(path, makes(DAY, true), into);
    for (const first of [1, 37]) said(`${path}(${first})`, makes(first, 38, 39), into);
  } else for (const [name, inner] of Object.entries(value as object)) said(`${path}.${name}`, inner, into);
}

const pairs = [[ptPT, askedPtPT], [ptBR, askedPtBR], [en, askedEn], [es, askedEs], [fr, askedFr]] as const;
const lists = pairs.map(([words, asked]) => {
  const into: Record<string, string> = {};
  said("", words, into);
  said(".asked", asked, into);
  return [words.lang, into] as const;
});
const asked = JSON.parse(process.argv[2] ?? "[]") as string[][];
process.stdout.write(JSON.stringify({ lists: Object.fromEntries(lists), preferred: asked.map((tags) => preferred(tags)) }));
