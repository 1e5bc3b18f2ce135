// The asset for requests: everything behind /r/ that a share does not need.

import { missingScreen } from "../view/told";
import { copy } from "../view/copying";
import { RequestFlow } from "./flow";
import { firstRequestWords, requestWords } from "./speaking";
import type { RequestAsset, RequestTools } from "./tools";

async function start(tools: RequestTools): Promise<void> {
  const words = await firstRequestWords(tools);
  const shell = tools.shell(words, (language) => requestWords(tools, language));
  if (tools.missing.length === 0) return new RequestFlow(tools, shell).start();
  const copyLink = (): void => {
    const address = document.createElement("p");
    address.textContent = location.href;
    const reveal = (): Node => document.getElementById("main")?.firstElementChild?.appendChild(address) ?? address;
    void copy(location.href, reveal).then((how) => shell.say(how === "copied" ? shell.language.linkCopied : shell.language.content.selected));
  };
  shell.show(missingScreen(tools.missing, copyLink), null);
}

(globalThis as { lacreRequest?: RequestAsset }).lacreRequest = { start };
