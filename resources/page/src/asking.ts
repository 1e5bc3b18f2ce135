// The beginning of the page of a request: brings in what a share does not need, and hands it the page.

import { Deriver, askedWords, checkWords, loadRequest, loadSodium, startWorker, wordsOf } from "./loading";
import { sodium } from "./core/sodium";
import { missingFeatures } from "./features";
import { Shell } from "./view/shell";
import { troubleScreen } from "./view/told";
import type { Words } from "./words/words";

/** Whether a link is of a share or of a request is told by its path alone. */
export const isRequest = (path: string): boolean => path.startsWith("/r/");

export async function beginRequest(words: Words): Promise<void> {
  const missing = missingFeatures();
  // Asked for first, because it takes longest. What goes wrong here is heard where it is waited for.
  if (missing.length === 0) loadSodium().catch(() => undefined);
  const asset = await loadRequest().catch(() => null);
  if (asset === null) return new Shell(words, wordsOf).show(troubleScreen("unreachable", null, () => location.reload()), null);
  await asset.start({
    words,
    wordsOf,
    askedOf: askedWords,
    checkWords,
    shell: (first, bring) => new Shell(first, bring),
    sodium: async () => {
      await loadSodium();
      return sodium;
    },
    deriver: () => new Deriver(),
    startWorker,
    missing,
  });
}
