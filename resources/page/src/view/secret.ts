// How a value looks: masked by a length that tells nothing, or tinted so that it can be read aloud; and what nobody sees, made visible.

import { el } from "./dom";

const MASK = "••••••••••";
const RUNS = /\p{Nd}+|[\p{L}\p{M}]+|\s+|[^\p{L}\p{M}\p{Nd}\s]+/gu;

const READ_ALOUD = ["password", "code", "totp"];
const PROTECTED = ["password", "code", "totp"];
const ADDRESSES = ["username", "url", "email"];
const EXACT = ["username", "password", "url", "email", "phone", "code", "totp"];

// A value of a million runs would be a million elements: the tab freezes, and the view is already taken.
const MOST_PIECES = 500;

// Where each character counts, everything without ink but spaces and line ends; elsewhere only what turns the order of reading round.
const WITHOUT_INK = /(?![ \t\n\r])[\p{Default_Ignorable_Code_Point}\p{Cf}\p{Cc}\p{Z}\u2800]/gu;
const TURNING = /[\u202a-\u202e\u2066-\u2069]/g;

// Where an address may go on in the next line: behind its signs, and not in the middle of a word.
const PARTS = /[^/?&=#@._-]*[/?&=#@._-]+|[^/?&=#@._-]+/g;

export const startsMasked = (kind: string, hide: boolean): boolean => hide || PROTECTED.includes(kind);

export interface Piece {
  readonly text: string;
  readonly tone: "" | "digit" | "symbol" | "ghost";
}

function tint(run: string): Piece["tone"] {
  if (/^\p{Nd}/u.test(run)) return "digit";
  return /^[\p{L}\p{M}\s]/u.test(run) ? "" : "symbol";
}

const plain = (text: string): Piece[] => (text === "" ? [] : [{ text, tone: "" }]);
const tinted = (text: string): Piece[] => (text.match(RUNS) ?? []).map((run) => ({ text: run, tone: tint(run) }));

function ghosts(kind: string, value: string): Iterable<RegExpMatchArray> {
  if (EXACT.includes(kind)) return value.matchAll(WITHOUT_INK);
  return value.includes("\n") ? [] : value.matchAll(TURNING);
}

/** The value in order, whole: joined again, the pieces are the value. */
export function pieces(kind: string, value: string): Piece[] {
  const seen = READ_ALOUD.includes(kind) && value.length <= MOST_PIECES ? tinted : plain;
  const found: Piece[] = [];
  let from = 0;
  for (const ghost of ghosts(kind, value)) {
    if (found.length >= MOST_PIECES) break;
    const at = ghost.index as number;
    found.push(...seen(value.slice(from, at)), { text: ghost[0], tone: "ghost" });
    from = at + ghost[0].length;
  }
  return [...found, ...seen(value.slice(from))];
}

/**
 * A text of the sender's as nodes. A ghost keeps its character, so that what is selected and copied is what was sent; being alone in
 * a `bdi` it cannot turn round what stands beside it, and the style puts a dot in its place.
 */
export function written(kind: string, value: string, invisible: string): (Node | string)[] {
  const breaks = ADDRESSES.includes(kind) && value.length <= MOST_PIECES;
  return pieces(kind, value).flatMap(({ text, tone }): (Node | string)[] => {
    if (tone === "") return breaks ? breakable(text) : [text];
    return [toned(text, tone, invisible)];
  });
}

function toned(text: string, tone: string, invisible: string): HTMLElement {
  if (tone === "ghost") return el("bdi", { class: tone, role: "img", "aria-label": invisible, title: invisible }, text);
  return el("span", { class: tone }, text);
}

/** With a `wbr` between its parts, which is no character: what is copied stays what was sent. */
function breakable(text: string): (Node | string)[] {
  return (text.match(PARTS) ?? []).flatMap((part, n) => (n === 0 ? [part] : [el("wbr"), part]));
}

export function masked(hidden: string): HTMLElement {
  return el("span", { class: "masked" }, el("span", { "aria-hidden": "true" }, MASK), el("span", { class: "unseen" }, hidden));
}

export function shown(kind: string, value: string, invisible: string): HTMLElement {
  return el("span", { class: READ_ALOUD.includes(kind) ? "aloud" : "plain" }, ...written(kind, value, invisible));
}
