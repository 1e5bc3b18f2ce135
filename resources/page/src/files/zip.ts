// All files as one zip, stored and not packed, made while it is written: client-zip, which goes over to zip64 where it has to.

import { makeZip, predictLength } from "client-zip";

import type { ManifestFile } from "../core/body";
import { Refusal } from "../core/errors";

type Octets = Uint8Array<ArrayBuffer>;

interface Entry {
  readonly name: string;
  readonly size: number;
}

const at = (created: number): Date => new Date(created * 1000);

export const zipLength = (files: readonly ManifestFile[], names: readonly string[], created: number): number =>
  Number(predictLength(files.map(({ size }, n) => ({ name: names[n] ?? "", size, lastModified: at(created) }))));

/** Cuts one text into its files: each call gives the next `size` octets of it. */
function cutter(text: AsyncGenerator<Octets>): (size: number) => AsyncGenerator<Octets> {
  let rest: Octets = new Uint8Array();
  return async function* next(size) {
    for (let left = size; left > 0; ) {
      if (rest.length === 0) {
        const { value, done } = await text.next();
        if (done === true) throw new Refusal("content");
        rest = value;
      }
      const piece = rest.subarray(0, left);
      rest = rest.subarray(piece.length);
      left -= piece.length;
      yield piece;
    }
  };
}

export async function zipped(
  entries: readonly Entry[],
  text: AsyncGenerator<Octets>,
  created: number,
  write: (octets: Octets) => Promise<void>,
): Promise<void> {
  const next = cutter(text);
  const inputs = entries.map(({ name, size }) => ({ name, size, lastModified: at(created), input: next(size) }));
  const reader = makeZip(inputs).getReader();
  try {
    for (let { value, done } = await reader.read(); !done; { value, done } = await reader.read()) await write(value as Octets);
  } catch (error) {
    await reader.cancel().catch(() => undefined);
    throw error;
  } finally {
    await text.return(undefined);
  }
}
