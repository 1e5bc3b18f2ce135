// The body (PROTOCOL 7.1): commitment, stream, frame, manifest, checked in that order. Nothing is given out before all have passed.

import { Refusal } from "./errors";
import { Malformed, integer, list, matching, object, octets, one, parseOctets, perhaps, text } from "./json";
import { equal, readU32 } from "./octets";
import { D, sodium, wipe } from "./sodium";

export interface Field {
  label: string;
  kind: string;
  value: string;
}

export interface ManifestFile {
  name: string;
  type: string;
  size: number;
}

export interface Manifest {
  v: number;
  message: string;
  fields: Field[];
  files: ManifestFile[];
  /** F in base64; empty without files. */
  key: string;
}

const fieldShape = object<Field>({ label: text(0, 200), kind: matching(/^[a-z-]{1,32}$/), value: text() });

export const MOST_CONTENT = 2_147_483_648;

export const fileShape = object<ManifestFile>({ name: text(1, 4096), type: text(0, 127), size: integer(0, MOST_CONTENT) });

export const manifestShape = object<Manifest>({
  v: one(1),
  message: text(),
  fields: list(fieldShape, 200),
  files: list(fileShape, 1000),
  key: perhaps(octets(32)),
});

export const CHUNK = 65536;
export const SEAL = 17;
/** One part of the files, and what sealing adds to it (PROTOCOL 7.2). */
export const FILE_CHUNK = 262_144;
export const FILE_SEAL = 40;
const COMMIT = 32;
const STREAM_HEADER = 24;
export const MOST_FRAME = 1_048_576;

const notOurs = (): Refusal => new Refusal("content");

export function padme(n: number): number {
  if (n < 2) return n;
  const e = 31 - Math.clz32(n);
  const b = e - (32 - Math.clz32(e));
  const step = 2 ** Math.max(b, 0);
  return Math.ceil(n / step) * step;
}

export const frameLength = (manifest: number): number => Math.max(4096, padme(4 + manifest));

export const bodyLength = (frame: number): number => COMMIT + STREAM_HEADER + frame + SEAL * Math.ceil(frame / CHUNK);

/** How long the contents of files together are. */
export const contentLength = (manifest: Manifest): number => manifest.files.reduce((sum, { size }) => sum + size, 0);

/** How long so many octets of files are, padded and sealed. */
export function sealedFiles(content: number): number {
  const padded = Math.max(4096, padme(content));
  return padded + FILE_SEAL * Math.ceil(padded / FILE_CHUNK);
}

function openChunks(key: Uint8Array, header: Uint8Array, sealed: Uint8Array): Uint8Array {
  const state = sodium.crypto_secretstream_xchacha20poly1305_init_pull(header, key);
  const frame = new Uint8Array(MOST_FRAME);
  let length = 0;
  for (let at = 0; at < sealed.length; at += CHUNK + SEAL) {
    const piece = sealed.subarray(at, at + CHUNK + SEAL);
    const last = at + piece.length === sealed.length;
    const opened = piece.length > SEAL && sodium.crypto_secretstream_xchacha20poly1305_pull(state, piece, null);
    const tag = last
      ? sodium.crypto_secretstream_xchacha20poly1305_TAG_FINAL
      : sodium.crypto_secretstream_xchacha20poly1305_TAG_MESSAGE;
    if (!opened || opened.tag !== tag || length + opened.message.length > MOST_FRAME) throw notOurs();
    frame.set(opened.message, length);
    length += opened.message.length;
    wipe(opened.message);
  }
  if (length === 0) throw notOurs();
  return frame.subarray(0, length);
}

function manifestOf(frame: Uint8Array): Uint8Array {
  if (frame.length < 4) throw notOurs();
  const length = readU32(frame, 0);
  if (length > MOST_FRAME - 4 || frame.length !== frameLength(length)) throw notOurs();
  if (frame.subarray(4 + length).some((octet) => octet !== 0)) throw notOurs();
  return frame.subarray(4, 4 + length);
}

export function parseManifest(octets: Uint8Array): Manifest {
  const manifest = parseOctets(manifestShape, octets);
  const { message, fields, files, key } = manifest;
  if (message === "" && fields.length === 0 && files.length === 0) throw new Malformed();
  if ((key === "") !== (files.length === 0) || contentLength(manifest) > MOST_CONTENT) throw new Malformed();
  return manifest;
}

/** The manifest, if its files are as long as the header says. */
function fitting(manifest: Manifest, files: number): Manifest {
  if (files !== (manifest.files.length === 0 ? 0 : sealedFiles(contentLength(manifest)))) throw new Malformed();
  return manifest;
}

/** The manifest in a body under this key; `read` says whether it is one. */
export function openFrame<Read>(key: Uint8Array, body: Uint8Array, read: (manifest: Uint8Array) => Read): Read {
  if (body.length < bodyLength(4096)) throw notOurs();
  if (!equal(D(key, "commit"), body.subarray(0, COMMIT))) throw notOurs();
  const header = body.slice(COMMIT, COMMIT + STREAM_HEADER);
  const frame = openChunks(D(key, "stream"), header, body.subarray(COMMIT + STREAM_HEADER));
  try {
    return read(manifestOf(frame));
  } catch (error) {
    if (error instanceof Malformed) throw notOurs();
    throw error;
  } finally {
    wipe(frame);
  }
}

/** `size` and `files` are the header's. */
export function openBody(key: Uint8Array, body: Uint8Array, size: number, files: number): Manifest {
  if (body.length !== size) throw notOurs();
  return openFrame(key, body, (manifest) => fitting(parseManifest(manifest), files));
}
