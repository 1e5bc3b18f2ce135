// The passcode (PROTOCOL 4): the same octets from however a person types it, and the local test of a generated one.

import { Refusal } from "./errors";
import { INVISIBLE } from "./invisible";
import { wellFormed } from "./json";
import type { PasscodeKind } from "./link";
import { utf8 } from "./octets";

export const CROCKFORD = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
const GENERATED = 10;
const IGNORED = new RegExp(`[${INVISIBLE}\\u2010-\\u2015\\u2212-]`, "g");

// Letters whose capitals no version of Unicode will change; each by itself, so that no neighbour has a say.
const LETTERS = /[\u0041-\u0137\u0139-\u017f\u0200-\u021f\u0370-\u03fb\u03fd-\u052f\u1e00-\u1e95\u1ea0-\u1eff]/g;

const capitals = (text: string): string => text.replace(LETTERS, (letter) => letter.toUpperCase());

/** The normal form, or null where no sender can have set such a passcode. */
export function normalise(typed: string): string | null {
  if (typed.length > 256 || !wellFormed(typed)) return null;
  const folded = capitals(typed.normalize("NFKC").replace(IGNORED, "")).normalize("NFKC");
  const normal = folded.replace(/O/g, "0").replace(/[IL]/g, "1");
  const octets = utf8(normal).length;
  return octets >= 1 && octets <= 1024 ? normal : null;
}

/** Multiplication in GF(2^5) with x^5 + x^2 + 1. */
function times(left: number, right: number): number {
  let product = 0;
  for (let bit = 0; bit < 5; bit++) if ((right >> bit) & 1) product ^= left << bit;
  for (let bit = 9; bit >= 5; bit--) if ((product >> bit) & 1) product ^= 0b100101 << (bit - 5);
  return product;
}

/** The check symbol of ten symbols: finds every single wrong symbol and every exchange of two. */
export function checkSymbol(symbols: string): string {
  let weight = 1;
  let sum = 0;
  for (const symbol of symbols) {
    weight = times(weight, 2);
    sum ^= times(weight, CROCKFORD.indexOf(symbol));
  }
  return CROCKFORD[sum] ?? "";
}

/** The ten symbols of a generated passcode in normal form, or null where a symbol is wrong, missing or too many. */
export function generatedSymbols(normal: string): string | null {
  const symbols = normal.slice(0, GENERATED);
  const eleven = normal.length === GENERATED + 1 && [...normal].every((symbol) => CROCKFORD.includes(symbol));
  return eleven && checkSymbol(symbols) === normal[GENERATED] ? symbols : null;
}

/** The octets of P, or a refusal that was found without asking anybody: nothing was sent, no try is lost. */
export function readPasscode(kind: PasscodeKind, typed: string): Uint8Array<ArrayBuffer> {
  const normal = normalise(typed);
  if (normal === null) throw new Refusal(typed.trim() === "" ? "empty-passcode" : "typing-mistake");
  if (kind !== "g") return utf8(normal);
  const symbols = generatedSymbols(normal);
  if (symbols === null) throw new Refusal("typing-mistake");
  return utf8(symbols);
}
