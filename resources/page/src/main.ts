// The start of the page. Runs inlined in the document, small, before anything is fetched.

import { missingFeatures } from "./features";
import { Flow } from "./flow";
import { Shell, preferred } from "./view/shell";

const shell = new Shell(preferred(navigator.languages ?? [navigator.language]));
void new Flow(shell).start(missingFeatures());

// Another link pasted over this one in the same tab starts again from nothing.
window.addEventListener("hashchange", () => {
  if (location.hash.length > 1) location.reload();
});
