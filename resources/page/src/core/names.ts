// What a file may be called on a disk (PROTOCOL 7.2, safe_name): a name is anything that somebody wrote.

import { INVISIBLE } from "./invisible";
import { utf8 } from "./octets";

const LONGEST = 180;
const LONGEST_ENDING = 20;
const MOST_PARTS = 16;
// A space is in the set, and stays: it is no less a part of a name than a letter.
const UNSEEN = new RegExp(`(?! )[${INVISIBLE}\\u0000-\\u001f\\u007f-\\u009f]`, "g");
const DEVICE = /^(?:con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³]|conin\$|conout\$|clock\$)$/i;

const size = (text: string): number => utf8(text).length;

/** Of a name without folders: what is before its ending, and the ending with its dot, or none. */
function split(name: string): { stem: string; ending: string } {
  const dot = name.lastIndexOf(".");
  if (dot <= 0 || size(name.slice(dot)) > LONGEST_ENDING) return { stem: name, ending: "" };
  return { stem: name.slice(0, dot), ending: name.slice(dot) };
}

function shortened(part: string): string {
  if (size(part) <= LONGEST) return part;
  const { stem, ending } = split(part);
  let left = LONGEST - size(ending);
  let kept = "";
  for (const character of stem) {
    left -= size(character);
    if (left < 0) break;
    kept += character;
  }
  return (kept + ending).replace(/[ .]+$/, "");
}

function safePart(raw: string): string {
  const seen = raw.replace(UNSEEN, "").normalize("NFC").replace(/[<>:"|?*]/g, "_");
  const bare = seen.replace(/^ +/, "").replace(/[ .]+$/, "");
  if (bare === "") return "";
  const device = DEVICE.test((bare.split(".")[0] ?? "").replace(/ +$/, ""));
  return shortened((device ? `_${bare}` : bare).replace(/^\./, "_"));
}

/** One name by itself, with `/` between its folders. */
export function safeName(name: string): string {
  const parts = name.split(/[/\\]/).map(safePart).filter((part) => part !== "");
  return parts.slice(-MOST_PARTS).join("/") || "file";
}

/** Full case folding. Lower, upper and lower again brings together what folding does, but for the dotless i, which folds to itself. */
export function folded(text: string): string {
  const lower = (letters: string): string => [...letters].map((letter) => letter.toLowerCase()).join("");
  const fold = (letter: string): string => (letter === "\u0131" ? letter : lower(lower(letter).toUpperCase()));
  return [...text.normalize("NFC")].map(fold).join("").normalize("NFC");
}

function numbered(name: string, n: number): string {
  const at = name.lastIndexOf("/") + 1;
  const { stem, ending } = split(name.slice(at));
  return `${name.slice(0, at)}${stem} (${n})${ending}`;
}

const foldersOf = (name: string): string[] => {
  const parts = name.split("/");
  return parts.slice(1).map((_, n) => parts.slice(0, n + 1).join("/"));
};

/** All names of one share in their order: no two the same on a disk that does not tell capitals, and none a folder of another. */
export function safeNames(names: readonly string[]): string[] {
  const given = new Set<string>();
  const folders = new Set<string>();
  return names.map((raw) => {
    let wanted = safeName(raw);
    while (foldersOf(folded(wanted)).some((folder) => given.has(folder))) wanted = wanted.slice(wanted.indexOf("/") + 1);
    let name = wanted;
    for (let n = 2; given.has(folded(name)) || folders.has(folded(name)); n++) name = numbered(wanted, n);
    const key = folded(name);
    given.add(key);
    for (const folder of foldersOf(key)) folders.add(folder);
    return name;
  });
}
