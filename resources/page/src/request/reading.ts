// The files that were chosen, read as one text. Owns that what is sealed is what they were at one time: some browsers refuse to read
// on when a file changed on the disk, others (Firefox) go on with what is there now, and the seals of both parts would fit. So of all
// that was read a hash is kept, and before the files count as sent they are read once more.

import { FILE_CHUNK } from "../core/body";
import { TOGETHER } from "../core/files";
import { equal } from "../core/octets";
import { sodium } from "../core/sodium";
import { Cancelled } from "../core/transfer";

type Octets = Uint8Array<ArrayBuffer>;

const DIGEST = 16;
const STEP = TOGETHER * FILE_CHUNK;

/** A file that cannot be read, or is another one by now. */
export class Unreadable extends Error {
  constructor(readonly file: File) {
    super();
  }
}

export class Reading {
  /** By chunk, then by file. */
  private readonly seen = new Map<number, Map<number, Uint8Array>>();
  readonly content: number;

  constructor(readonly files: readonly File[]) {
    this.content = files.reduce((sum, { size }) => sum + size, 0);
  }

  /** So much of the text; what is behind its end is zeros. */
  async read(from: number, to: number): Promise<Octets> {
    const plain = new Uint8Array(to - from);
    let at = 0;
    for (const [n, file] of this.files.entries()) {
      const [first, behind] = [Math.max(from, at), Math.min(to, at + file.size)];
      if (first < behind) {
        const content = await file.slice(first - at, behind - at).arrayBuffer().catch(() => null);
        if (content === null || content.byteLength !== behind - first) throw new Unreadable(file);
        plain.set(new Uint8Array(content), first - from);
        this.requireSame(n, first, plain.subarray(first - from, behind - from));
      }
      at += file.size;
    }
    return plain;
  }

  /** Reads all of it once more: nothing is another than it was. */
  async confirm(stop: AbortSignal): Promise<void> {
    for (let at = 0; at < this.content; at += STEP) {
      if (stop.aborted) throw new Cancelled();
      await this.read(at, Math.min(at + STEP, this.content));
    }
  }

  /** What is in one file from a place on, chunk by chunk: pieces are not always as long the second time. */
  private requireSame(n: number, first: number, octets: Uint8Array): void {
    for (let at = 0; at < octets.length; ) {
      const chunk = Math.floor((first + at) / FILE_CHUNK);
      const end = Math.min(octets.length, (chunk + 1) * FILE_CHUNK - first);
      const digest = sodium.crypto_generichash(DIGEST, octets.subarray(at, end), null);
      const seen = this.seen.get(chunk) ?? new Map<number, Uint8Array>();
      const before = seen.get(n);
      if (before !== undefined && !equal(before, digest)) throw new Unreadable(this.files[n] as File);
      this.seen.set(chunk, seen.set(n, digest));
      at = end;
    }
  }
}
