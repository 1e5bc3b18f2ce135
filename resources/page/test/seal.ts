// The sender's half of PROTOCOL, for crossing tests only: it is never in the page. Built on the page's own keys and shapes, so that a
// share it seals shows both that the page reads the law as the program does, and that its lengths and encodings are the law's.

import { CHUNK, bodyLength, frameLength, manifestShape } from "../src/core/body";
import { conditionsMac, conditionsShape, coverShape, headerShape } from "../src/core/documents";
import type { Header, Rule } from "../src/core/documents";
import { encode, parse } from "../src/core/json";
import { bodyKey, linkKeys, noPasscodeKey, passcodeKey, recipientKeys } from "../src/core/keys";
import type { LinkKeys } from "../src/core/keys";
import { encodeLink } from "../src/core/link";
import type { Link, PasscodeKind } from "../src/core/link";
import { concat, toB64, u32, utf8 } from "../src/core/octets";
import { readPasscode } from "../src/core/passcode";
import { D, H, sodium } from "../src/core/sodium";

export interface SealOptions {
  readonly relay: string;
  readonly created: number;
  readonly starts: number;
  readonly expires: number;
  readonly views: number;
  readonly rules: Rule[];
  readonly trace: boolean;
  readonly from: string;
  readonly note: string;
  readonly entry: "symbols" | "words" | "digits" | "text" | "none";
  readonly kind: PasscodeKind;
  readonly passcode: string | null;
}

export interface Sealed {
  readonly url: string;
  readonly create: string;
  readonly owner: string;
}

const random = (length: number): Uint8Array<ArrayBuffer> => sodium.randombytes_buf(length) as Uint8Array<ArrayBuffer>;

function frameOf(manifest: Uint8Array): Uint8Array {
  const frame = new Uint8Array(frameLength(manifest.length));
  frame.set(concat(u32(manifest.length), manifest));
  return frame;
}

function sealFrame(key: Uint8Array, frame: Uint8Array): Uint8Array {
  const { state, header } = sodium.crypto_secretstream_xchacha20poly1305_init_push(D(key, "stream"));
  const chunks: Uint8Array[] = [D(key, "commit"), header];
  for (let at = 0; at < frame.length; at += CHUNK) {
    const tag =
      at + CHUNK >= frame.length
        ? sodium.crypto_secretstream_xchacha20poly1305_TAG_FINAL
        : sodium.crypto_secretstream_xchacha20poly1305_TAG_MESSAGE;
    chunks.push(sodium.crypto_secretstream_xchacha20poly1305_push(state, frame.subarray(at, at + CHUNK), null, tag));
  }
  return concat(...chunks);
}

function sealCover(keys: LinkKeys, header: Uint8Array, options: SealOptions): Uint8Array {
  const bare = utf8(encode(coverShape, { from: options.from, note: options.note, entry: options.entry }));
  const plain = new Uint8Array(Math.ceil(bare.length / 256) * 256).fill(0x20);
  plain.set(bare);
  const nonce = random(24);
  return concat(nonce, sodium.crypto_aead_xchacha20poly1305_ietf_encrypt(plain, H(header), null, nonce, keys.cover));
}

export function headerOf(options: SealOptions, size: number): Header {
  const { created, starts, expires, views, relay, rules, trace } = options;
  const first = { v: 1, kind: "share", created, starts, expires, views, size, files: 0, relay, rules };
  return { ...first, terms: false, identity: false, trace };
}

/** What a hello shows, under one header. */
export function documents(keys: LinkKeys, header: Uint8Array, options: SealOptions): Readonly<Record<string, string>> {
  const { starts, expires, views } = options;
  const conditions = utf8(encode(conditionsShape, { n: 0, starts, expires, views, paused: false }));
  return {
    header: toB64(header),
    header_mac: toB64(D(keys.header, "header", header)),
    cover: toB64(sealCover(keys, header, options)),
    terms: "",
    conditions: toB64(conditions),
    conditions_mac: toB64(conditionsMac(keys.conditions, header, conditions)),
  };
}

export function seal(manifestText: string, options: SealOptions): Sealed {
  const manifest = utf8(encode(manifestShape, parse(manifestShape, manifestText)));
  const link: Link = { origin: options.relay, id: random(16), kind: options.kind, secret: random(32) };
  const keys = linkKeys(link);
  const passKey =
    options.passcode === null ? noPasscodeKey() : passcodeKey(readPasscode(options.kind, options.passcode), keys.salt);
  const mine = recipientKeys(link, keys, passKey);
  const frame = frameOf(manifest);
  const header = utf8(encode(headerShape, headerOf(options, bodyLength(frame.length))));
  const half = random(32);
  const owner = random(32);
  const create = {
    id: toB64(link.id),
    link_hash: toB64(H(keys.proof)),
    proof_key: toB64(mine.proofPublic),
    half: toB64(half),
    owner_hash: toB64(H(owner)),
    identity_hash: "",
    ...documents(keys, header, options),
    upload: "",
    body: toB64(sealFrame(bodyKey(mine.recipient, half, header), frame)),
  };
  return { url: encodeLink(link), create: JSON.stringify(create), owner: toB64(owner) };
}
