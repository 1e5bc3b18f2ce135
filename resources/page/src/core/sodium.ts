// The one door to the crypto. Everything else in core/ asks here, so the names of PROTOCOL 2 appear in the code. BLAKE2b is here from
// the start: the link is checked and the relay greeted with it while libsodium, which does all the rest, is still on its way.

import { blake2b } from "@noble/hashes/blake2.js";
import type libsodium from "libsodium-wrappers-sumo";

import { concat, utf8 } from "./octets";

export type Sodium = typeof libsodium;

type Octets = Uint8Array<ArrayBuffer>;

/** Undefined until `useSodium`: whoever needs it has waited for it. */
export let sodium: Sodium;

export function useSodium(library: Sodium): void {
  sodium = library;
}

export const H = (data: Uint8Array): Octets => blake2b(data, { dkLen: 32 }) as Octets;

export function D(key: Uint8Array, label: string, context: Uint8Array = new Uint8Array()): Octets {
  const input = concat(utf8(`lacre/1/${label}`), new Uint8Array(1), context);
  return blake2b(input, { dkLen: 32, key }) as Octets;
}

const PASSES = 3;
const MEMORY = 65536 * 1024;

export function argon2id(password: Uint8Array, salt: Uint8Array): Octets {
  return sodium.crypto_pwhash(32, password, salt, PASSES, MEMORY, sodium.crypto_pwhash_ALG_ARGON2ID13) as Octets;
}

export function wipe(...secrets: readonly Uint8Array[]): void {
  for (const secret of secrets) secret.fill(0);
}
