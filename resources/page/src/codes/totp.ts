// One-time passwords (RFC 6238) from an otpauth URI. A text that cannot be read strictly is no maker of codes: it is shown as text.

import { hmac } from "@noble/hashes/hmac.js";
import { sha1 } from "@noble/hashes/legacy.js";
import { sha256, sha512 } from "@noble/hashes/sha2.js";

const BASE32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
const HASHES = { "1": sha1, "256": sha256, "512": sha512 } as const;
const KNOWN = ["secret", "issuer", "algorithm", "digits", "period"];

export interface CodeMaker {
  readonly key: Uint8Array;
  readonly digits: number;
  readonly period: number;
  readonly hash: keyof typeof HASHES;
}

function base32(text: string): Uint8Array | null {
  const symbols = text.replace(/[\s-]/g, "").replace(/=+$/, "").toUpperCase();
  if (symbols === "" || [1, 3, 6].includes(symbols.length % 8)) return null;
  const octets: number[] = [];
  let held = 0;
  let bits = 0;
  for (const symbol of symbols) {
    const value = BASE32.indexOf(symbol);
    if (value < 0) return null;
    held = ((held << 5) | value) & 0xfff;
    bits += 5;
    if (bits < 8) continue;
    bits -= 8;
    octets.push((held >> bits) & 255);
  }
  return new Uint8Array(octets);
}

/** The parameters by their names in lower case, or null where one that we know is there twice. */
function parameters(query: string): Map<string, string> | null {
  const found = new Map<string, string>();
  for (const [name, value] of new URLSearchParams(query)) {
    const known = name.toLowerCase();
    if (!KNOWN.includes(known)) continue;
    if (found.has(known)) return null;
    found.set(known, value);
  }
  return found;
}

const whole = (text: string, least: number, most: number): number | null => {
  const value = /^[0-9]{1,3}$/.test(text) ? Number(text) : 0;
  return value >= least && value <= most ? value : null;
};

export function parseTotp(uri: string): CodeMaker | null {
  const found = /^otpauth:\/\/totp\/[^?#]*\?([^#]*)$/i.exec(uri.trim());
  const facts = found === null ? null : parameters(found[1] ?? "");
  if (facts === null) return null;
  const key = base32(facts.get("secret") ?? "");
  const digits = whole(facts.get("digits") || "6", 6, 8);
  const period = whole(facts.get("period") || "30", 10, 300);
  const hash = /^(?:HMAC-?)?SHA-?(1|256|512)$/i.exec(facts.get("algorithm") || "SHA1")?.[1];
  if (key === null || digits === null || period === null || hash === undefined) return null;
  return { key, digits, period, hash: hash as CodeMaker["hash"] };
}

/** The code of an instant in seconds. */
export function codeAt(maker: CodeMaker, at: number): string {
  const counter = new Uint8Array(8);
  const step = Math.floor(at / maker.period);
  new DataView(counter.buffer).setUint32(0, Math.floor(step / 2 ** 32));
  new DataView(counter.buffer).setUint32(4, step % 2 ** 32);
  const mac = hmac(HASHES[maker.hash], maker.key, counter);
  const from = (mac[mac.length - 1] ?? 0) & 15;
  const number = new DataView(mac.buffer, mac.byteOffset).getUint32(from) & 0x7fffffff;
  return String(number % 10 ** maker.digits).padStart(maker.digits, "0");
}

export const secondsLeft = (maker: CodeMaker, at: number): number => maker.period - (Math.floor(at) % maker.period);
