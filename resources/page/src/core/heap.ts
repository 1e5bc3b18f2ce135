// A place in libsodium's own memory, where chunks are opened where they lie: the wrappers copy each into a new place, give back a new
// one, and leave both as they are. Owns the place, and leaves nothing of keys and texts in it.

import { sodium } from "./sodium";

interface Heap {
  /** Another one after the memory has grown. */
  readonly HEAPU8: Uint8Array;
  _malloc(octets: number): number;
  _free(at: number): void;
  /** 64-bit lengths are two halves, the lower first. */
  _crypto_aead_xchacha20poly1305_ietf_decrypt(
    plain: number, plainLength: number, secretNonce: number, sealed: number, sealedLow: number, sealedHigh: number,
    associated: number, associatedLow: number, associatedHigh: number, nonce: number, key: number,
  ): number;
}

const KEY = 32;
const NONCE = 24;
const TAG = 16;

export class Place {
  private readonly heap = (sodium as unknown as { readonly libsodium: Heap }).libsodium;
  private readonly size: number;
  private readonly at: number;

  constructor(
    private readonly key: Uint8Array,
    private readonly associated: number,
    most: number,
  ) {
    this.size = KEY + associated + most;
    this.at = this.heap._malloc(this.size);
    if (this.at === 0) throw new Error("no memory");
  }

  /** Opens `chunk` (nonce and sealed text); its plain text, until the next is opened. Null if it is not what was sealed. */
  open(chunk: Uint8Array, associated: Uint8Array): Uint8Array | null {
    const { heap, at, size } = this;
    const key = at;
    const beside = key + KEY;
    const nonce = beside + this.associated;
    const text = nonce + NONCE;
    const length = chunk.length - NONCE;
    if (associated.length !== this.associated || nonce + chunk.length > at + size || length < TAG) return null;
    heap.HEAPU8.set(this.key, key);
    heap.HEAPU8.set(associated, beside);
    heap.HEAPU8.set(chunk, nonce);
    const failed = heap._crypto_aead_xchacha20poly1305_ietf_decrypt(
      text, 0, 0, text, length, 0, beside, associated.length, 0, nonce, key,
    );
    return failed === 0 ? heap.HEAPU8.subarray(text, text + length - TAG) : null;
  }

  end(): void {
    this.heap.HEAPU8.fill(0, this.at, this.at + this.size);
    this.heap._free(this.at);
  }
}
