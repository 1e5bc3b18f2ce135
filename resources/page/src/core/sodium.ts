// The one door to libsodium. Everything else in core/ asks here, so the names of PROTOCOL 2 appear in the code.

import sodium from "libsodium-wrappers-sumo";

import { concat, utf8 } from "./octets";

export { sodium };

export const ready = (): Promise<void> => sodium.ready;

type Octets = Uint8Array<ArrayBuffer>;

export const H = (data: Uint8Array): Octets => sodium.crypto_generichash(32, data, null) as Octets;

export function D(key: Uint8Array, label: string, context: Uint8Array = new Uint8Array()): Octets {
  const input = concat(utf8(`lacre/1/${label}`), new Uint8Array(1), context);
  return sodium.crypto_generichash(32, input, key) as Octets;
}

const PASSES = 3;
const MEMORY = 65536 * 1024;

export function argon2id(password: Uint8Array, salt: Uint8Array): Octets {
  return sodium.crypto_pwhash(32, password, salt, PASSES, MEMORY, sodium.crypto_pwhash_ALG_ARGON2ID13) as Octets;
}

export function wipe(...secrets: readonly Uint8Array[]): void {
  for (const secret of secrets) secret.fill(0);
}
