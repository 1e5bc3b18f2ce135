// Octets and their text forms (PROTOCOL 2). Decoders are strict: one text for one octet string.

const STANDARD = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
const URL_SAFE = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

export class NotOctets extends Error {}

function encode(octets: Uint8Array, alphabet: string): string {
  let text = "";
  for (let at = 0; at < octets.length; at += 3) {
    const left = octets.length - at;
    const group = ((octets[at] ?? 0) << 16) | ((octets[at + 1] ?? 0) << 8) | (octets[at + 2] ?? 0);
    const symbols = left >= 3 ? 4 : left + 1;
    for (let i = 0; i < symbols; i++) text += alphabet[(group >> (18 - 6 * i)) & 63];
  }
  return text;
}

function decode(text: string, alphabet: string): Uint8Array<ArrayBuffer> {
  if (text.length % 4 === 1) throw new NotOctets();
  const octets = new Uint8Array(Math.floor((text.length * 3) / 4));
  let bits = 0;
  let held = 0;
  let at = 0;
  for (const symbol of text) {
    const value = alphabet.indexOf(symbol);
    if (value < 0) throw new NotOctets();
    held = (held << 6) | value;
    bits += 6;
    if (bits < 8) continue;
    bits -= 8;
    octets[at++] = held >> bits;
    held &= (1 << bits) - 1;
  }
  // Unused bits that are not zero would let two texts stand for the same octets.
  if (held !== 0) throw new NotOctets();
  return octets;
}

export const toB64url = (octets: Uint8Array): string => encode(octets, URL_SAFE);
export const fromB64url = (text: string): Uint8Array<ArrayBuffer> => decode(text, URL_SAFE);

export function toB64(octets: Uint8Array): string {
  const text = encode(octets, STANDARD);
  return text + "=".repeat((4 - (text.length % 4)) % 4);
}

export function fromB64(text: string): Uint8Array<ArrayBuffer> {
  if (text.length % 4 !== 0) throw new NotOctets();
  const bare = text.replace(/={1,2}$/, "");
  if (bare.length % 4 !== 0 && text.length - bare.length !== 4 - (bare.length % 4)) throw new NotOctets();
  if (bare.length % 4 === 0 && bare !== text) throw new NotOctets();
  return decode(bare, STANDARD);
}

export function concat(...parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const joined = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    joined.set(part, at);
    at += part.length;
  }
  return joined;
}

export const utf8 = (text: string): Uint8Array<ArrayBuffer> => new TextEncoder().encode(text) as Uint8Array<ArrayBuffer>;

/** Throws on anything that is not UTF-8; a byte order mark stays in, and the JSON parser then refuses it. */
export const fromUtf8 = (octets: Uint8Array): string =>
  new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(octets);

export const readU32 = (octets: Uint8Array, at: number): number =>
  new DataView(octets.buffer, octets.byteOffset, octets.byteLength).getUint32(at, false);

export function u32(value: number): Uint8Array<ArrayBuffer> {
  const octets = new Uint8Array(4);
  new DataView(octets.buffer).setUint32(0, value, false);
  return octets;
}

/** Every octet is looked at whatever the others were, so the time tells nothing about where they differ. */
export function equal(left: Uint8Array, right: Uint8Array): boolean {
  if (left.length !== right.length) return false;
  let different = 0;
  for (let at = 0; at < left.length; at++) different |= (left[at] ?? 0) ^ (right[at] ?? 0);
  return different === 0;
}
