// Terms and acceptance (PROTOCOL 6): what the sender asks to be accepted, and what the recipient says to it, sealed to the sender.

import { altered } from "./errors";
import { INVISIBLE } from "./invisible";
import { Malformed, encode, integer, object, octets, one, parse, text, textOf } from "./json";
import { concat, toB64, utf8 } from "./octets";
import { H, sodium } from "./sodium";

type Octets = Uint8Array<ArrayBuffer>;

const NONCE = 24;
const MOST_TERMS = 32_768;
const STEP = 1024;
const LAST_INSTANT = 253_402_300_799;

export const termsShape = object<{ text: string }>({ text: text(1, 8000) });

export const acceptanceShape = object<{ v: number; name: string; at: number; header: string; terms: string }>({
  v: one(1),
  name: text(1, 120),
  at: integer(0, LAST_INSTANT),
  header: octets(32),
  terms: octets(32),
});

export function parseTerms(plain: Uint8Array): string {
  if (plain.length % STEP !== 0 || plain.length > MOST_TERMS) throw new Malformed();
  const padded = textOf(plain);
  const bare = padded.replace(/ +$/, "");
  if (padded.length - bare.length >= STEP) throw new Malformed();
  return parse(termsShape, bare).text;
}

/** The sender's text, or null where the header asks for no acceptance. */
export function openTerms(key: Uint8Array, asked: boolean, header: Uint8Array, sealed: Uint8Array): string | null {
  if (asked !== sealed.length > 0) throw altered();
  if (!asked) return null;
  try {
    const nonce = sealed.slice(0, NONCE);
    return parseTerms(sodium.crypto_aead_xchacha20poly1305_ietf_decrypt(null, sealed.slice(NONCE), H(header), nonce, key));
  } catch {
    throw altered();
  }
}

const ENDS = new RegExp(`^[${INVISIBLE}]+|[${INVISIBLE}]+$`, "g");

/** A name without what nobody sees at its ends. */
export const trimName = (typed: string): string => typed.replace(ENDS, "");

export interface Consent {
  readonly name: string;
  /** When the person accepted, by their clock, in seconds. */
  readonly at: number;
}

export function sealAcceptance(key: Uint8Array, consent: Consent, header: Uint8Array, terms: Uint8Array): Octets {
  const said = { v: 1, name: consent.name, at: consent.at, header: toB64(H(header)), terms: toB64(H(terms)) };
  const plain = new Uint8Array(STEP).fill(0x20);
  plain.set(utf8(encode(acceptanceShape, said)));
  const nonce = sodium.randombytes_buf(NONCE);
  return concat(nonce, sodium.crypto_aead_xchacha20poly1305_ietf_encrypt(plain, H(header), null, nonce, key));
}
