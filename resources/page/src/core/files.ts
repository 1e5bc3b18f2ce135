// The sealed files (PROTOCOL 7.2): where what lies, and the opening of one chunk. Owns no transfer: what is asked for when is transfer.ts's.

import { FILE_CHUNK, FILE_SEAL, padme } from "./body";
import type { ManifestFile } from "./body";
import { Refusal } from "./errors";
import { Place } from "./heap";
import { concat, u32, utf8 } from "./octets";

type Octets = Uint8Array<ArrayBuffer>;

export const SEALED_PART = FILE_CHUNK + FILE_SEAL;
/** Chunks in one request at most. */
export const TOGETHER = 16;
const LABEL = concat(utf8("lacre/1/file"), new Uint8Array(1));

/** The length of the plain text with its padding. */
export const filesPlain = (octets: number): number => Math.max(4096, padme(octets));

/** What of the text belongs to each file: from, and to before. */
export function spans(files: readonly ManifestFile[]): { readonly from: number; readonly to: number }[] {
  let at = 0;
  return files.map(({ size }) => ({ from: at, to: (at += size) }));
}

export const associated = (index: number, last: boolean): Octets => concat(LABEL, u32(index), new Uint8Array([last ? 1 : 0]));

/** Opens the chunks that lie behind one another in `sealed`, the first of them number `first` of `count`, and leaves their text in its place. */
export function openParts(key: Uint8Array, sealed: Octets, first: number, count: number): Octets {
  const parts = Math.ceil(sealed.length / SEALED_PART);
  const place = new Place(key, LABEL.length + 5, SEALED_PART);
  try {
    for (let part = 0; part < parts; part++) {
      const chunk = sealed.subarray(part * SEALED_PART, (part + 1) * SEALED_PART);
      const plain = place.open(chunk, associated(first + part, first + part === count - 1));
      if (plain === null) throw new Refusal("content");
      sealed.set(plain, part * FILE_CHUNK);
    }
  } finally {
    place.end();
  }
  return sealed.subarray(0, sealed.length - FILE_SEAL * parts);
}
