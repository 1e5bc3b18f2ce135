// Sealing chunks of files (PROTOCOL 7.2): what files.ts opens. A nonce is fresh each time, also for a chunk that is sealed again.

import { FILE_CHUNK } from "./body";
import { associated } from "./files";
import { concat } from "./octets";
import { sodium } from "./sodium";

const NONCE = 24;

/** Seals the chunks that lie behind one another in `plain`, the first of them number `first` of `count`. */
export function sealParts(key: Uint8Array, plain: Uint8Array, first: number, count: number): Uint8Array<ArrayBuffer> {
  const parts: Uint8Array[] = [];
  for (let at = 0, index = first; at < plain.length; at += FILE_CHUNK, index++) {
    const nonce = sodium.randombytes_buf(NONCE);
    const chunk = plain.subarray(at, at + FILE_CHUNK);
    const sealed = sodium.crypto_aead_xchacha20poly1305_ietf_encrypt(chunk, associated(index, index === count - 1), null, nonce, key);
    parts.push(nonce, sealed);
  }
  return concat(...parts);
}
