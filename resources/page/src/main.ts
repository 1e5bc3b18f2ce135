// The start of the page. Runs inlined in the document, small, before anything is fetched.

import { beginRequest, isRequest } from "./asking";
import { missingFeatures } from "./features";
import { Flow } from "./flow";
import { firstWords, wordsOf } from "./loading";
import { Shell } from "./view/shell";
import { preferred } from "./words/languages";

async function begin(): Promise<void> {
  const words = await firstWords(preferred(navigator.languages ?? [navigator.language]));
  if (isRequest(location.pathname)) return beginRequest(words);
  await new Flow(new Shell(words, wordsOf)).start(missingFeatures());
}

void begin();

// Another link pasted over this one in the same tab starts again from nothing.
window.addEventListener("hashchange", () => {
  if (location.hash.length > 1) location.reload();
});
