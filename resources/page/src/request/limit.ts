// How much content fits where the sealed files may have so many octets: padding makes more of it.

import { MOST_CONTENT, sealedFiles } from "../core/body";

export function contentLimit(sealed: number): number {
  if (sealed < sealedFiles(0)) return 0;
  let [fits, over] = [0, MOST_CONTENT + 1];
  while (over - fits > 1) {
    const middle = Math.floor((fits + over) / 2);
    if (sealedFiles(middle) <= sealed) fits = middle;
    else over = middle;
  }
  return fits;
}
