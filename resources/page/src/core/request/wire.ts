// The messages of REQUESTS R7 that a client sends and receives, and what their signatures are over. Sending is the courier's.

import { Malformed, encode, integer, object, octets, parse, perhaps } from "../json";
import { concat, fromB64, toB64, u32, utf8 } from "../octets";
import { H, sodium } from "../sodium";
import type { RequestLink } from "./link";
import type { GiverKeys, RequestKeys } from "./keys";

type Octets = Uint8Array<ArrayBuffer>;

const id = octets(16);
const key = octets(32);
const count = integer(0, 1_000_000);
const octetCount = integer(0, 4_294_967_295);
const MOST_UPLOAD = 2_147_811_328;
const OFFER = concat(utf8("lacre/1/offer"), new Uint8Array(1));
const SUBMIT = concat(utf8("lacre/1/submit"), new Uint8Array(1));
const NONE = new Uint8Array();

export const lookShape = object<{ id: string; proof: string }>({ id, proof: key });

export const shownShape = object<{
  header: string;
  header_mac: string;
  form: string;
  conditions: string;
  conditions_mac: string;
  challenge: string;
  views_left: number;
  tries_left: number;
}>({
  header: octets(1, 2048),
  header_mac: key,
  form: octets(1064, 32_808),
  conditions: octets(1, 512),
  conditions_mac: key,
  challenge: key,
  views_left: count,
  tries_left: count,
});

const anyOffer = object<{
  id: string;
  proof: string;
  challenge: string;
  upload: string;
  size: number;
  signature: string;
}>({ id, proof: key, challenge: key, upload: perhaps(key), size: integer(0, MOST_UPLOAD), signature: octets(64) });

export const offerShape: typeof anyOffer = (value) => {
  const offer = anyOffer(value);
  if ((offer.upload === "") !== (offer.size === 0)) throw new Malformed();
  return offer;
};

export const haveShape = object<{ have: number }>({ have: octetCount });

export const abandonShape = object<{ upload: string }>({ upload: key });

export const putShape = object<{ upload: string; offset: number }>({ upload: key, offset: octetCount });

export const submitShape = object<{
  id: string;
  proof: string;
  challenge: string;
  envelope: string;
  files: string;
  signature: string;
}>({ id, proof: key, challenge: key, envelope: key, files: perhaps(key), signature: octets(64) });

export const submittedShape = object<{ number: number; now: number }>({
  number: integer(1, 1_000_000),
  now: integer(0, 253_402_300_799),
});

export interface Shown {
  readonly header: Octets;
  readonly headerMac: Octets;
  readonly form: Octets;
  readonly conditions: Octets;
  readonly conditionsMac: Octets;
  readonly challenge: Octets;
  readonly left: number;
  readonly triesLeft: number;
}

export function parseShown(received: string): Shown {
  const shown = parse(shownShape, received);
  return {
    header: fromB64(shown.header),
    headerMac: fromB64(shown.header_mac),
    form: fromB64(shown.form),
    conditions: fromB64(shown.conditions),
    conditionsMac: fromB64(shown.conditions_mac),
    challenge: fromB64(shown.challenge),
    left: shown.views_left,
    triesLeft: shown.tries_left,
  };
}

export const parseHave = (received: string): number => parse(haveShape, received).have;

export const parseSubmitted = (received: string): number => parse(submittedShape, received).number;

export const encodeLook = (link: RequestLink, keys: RequestKeys): string =>
  encode(lookShape, { id: toB64(link.id), proof: toB64(keys.proof) });

export const encodeAbandon = (upload: Uint8Array): string => encode(abandonShape, { upload: toB64(upload) });

/** Octets of an upload, behind what says where they belong. */
export function putMessage(upload: Uint8Array, offset: number, content: Uint8Array): Octets {
  const head = utf8(encode(putShape, { upload: toB64(upload), offset }));
  return concat(u32(head.length), head, content);
}

/** Everything that a signed message is made of. */
export interface Signing {
  readonly link: RequestLink;
  readonly keys: RequestKeys;
  readonly mine: Pick<GiverKeys, "proofSecret">;
  readonly challenge: Uint8Array;
  readonly header: Uint8Array;
  readonly relay: string;
}

const hashed = (token: Uint8Array): Octets => (token.length === 0 ? new Uint8Array(32) : H(token));

const signed = ({ mine }: Signing, text: Uint8Array): Octets => sodium.crypto_sign_detached(text, mine.proofSecret) as Octets;

/** `upload` is H(U), or 32 zero octets. */
export const offerSignature = (by: Signing, upload: Uint8Array, size: number): Octets =>
  signed(by, concat(OFFER, by.link.id, by.challenge, upload, u32(size), H(by.header), utf8(by.relay)));

export const submitSignature = (by: Signing, envelope: Uint8Array, files: Uint8Array): Octets =>
  signed(by, concat(SUBMIT, by.link.id, by.challenge, hashed(envelope), hashed(files), H(by.header), utf8(by.relay)));

/** `upload` is U; none, with a size of 0, to learn whether the passcode is right. */
export function encodeOffer(by: Signing, upload: Uint8Array = NONE, size = 0): string {
  return encode(offerShape, {
    id: toB64(by.link.id),
    proof: toB64(by.keys.proof),
    challenge: toB64(by.challenge),
    upload: upload.length === 0 ? "" : toB64(H(upload)),
    size,
    signature: toB64(offerSignature(by, hashed(upload), size)),
  });
}

/** `files` is empty if there are none. */
export function encodeSubmit(by: Signing, envelope: Uint8Array, files: Uint8Array): string {
  return encode(submitShape, {
    id: toB64(by.link.id),
    proof: toB64(by.keys.proof),
    challenge: toB64(by.challenge),
    envelope: toB64(envelope),
    files: toB64(files),
    signature: toB64(submitSignature(by, envelope, files)),
  });
}
