// What is submitted (REQUESTS R5, R6): the manifest, the envelope around it, and the numbers of its check words.

import { CHUNK, MOST_CONTENT, MOST_FRAME, fileShape, frameLength } from "../body";
import type { ManifestFile } from "../body";
import { Malformed, encode, integer, list, object, octets, one, perhaps, text } from "../json";
import { concat, toB64, u32, utf8 } from "../octets";
import { D, H, sodium, wipe } from "../sodium";
import type { Language } from "../wire";
import type { Form } from "./documents";
import { submissionKey } from "./keys";

type Octets = Uint8Array<ArrayBuffer>;

export interface Answer {
  part: number;
  values: string[];
}

export interface Submission {
  v: number;
  language: Language;
  session: string;
  i: number;
  at: number;
  message: string;
  answers: Answer[];
  files: ManifestFile[];
  key: string;
}

const LAST_INSTANT = 253_402_300_799;
const MOST_FIELDS = 50;
export const MOST_ANSWERS = 200;
export const MOST_MESSAGE = 20_000;
const CHECK = concat(utf8("lacre/1/check"), new Uint8Array(1));
const WORDS = 4;
const WORD_BITS = 11;

const answerShape = object<Answer>({ part: integer(0, 19), values: list(text(), MOST_FIELDS) });

export const submissionShape = object<Submission>({
  v: one(1),
  language: one<Language>("pt-PT", "pt-BR", "en", "es", "fr"),
  session: octets(16),
  i: integer(0, 1_000_000),
  at: integer(0, LAST_INSTANT),
  message: text(0, MOST_MESSAGE),
  answers: list(answerShape, MOST_ANSWERS),
  files: list(fileShape, 1000),
  key: perhaps(octets(32)),
});

/** What stands in it is asked for by the form, and it is not empty. */
export function requireFitting(submission: Submission, form: Form): void {
  const { message, answers, files, key } = submission;
  const times = new Map<number, number>();
  for (const { part, values } of answers) {
    const asked = form.parts[part];
    const time = (times.get(part) ?? 0) + 1;
    if (asked === undefined || values.length !== asked.fields.length || time > asked.many) throw new Malformed();
    times.set(part, time);
  }
  const said = message !== "" || answers.some(({ values }) => values.some((value) => value !== ""));
  if (!said && files.length === 0) throw new Malformed();
  const content = files.reduce((sum, { size }) => sum + size, 0);
  if ((key === "") !== (files.length === 0) || content > MOST_CONTENT) throw new Malformed();
  if (form.files === "none" && files.length > 0) throw new Malformed();
}

/** Too long to be sent as one. */
export class TooLong extends Error {}

function frameOf(manifest: Uint8Array): Octets {
  if (manifest.length + 4 > MOST_FRAME || frameLength(manifest.length) > MOST_FRAME) throw new TooLong();
  const frame = new Uint8Array(frameLength(manifest.length));
  frame.set(u32(manifest.length));
  frame.set(manifest, 4);
  return frame;
}

function sealFrame(key: Uint8Array, frame: Uint8Array): Octets {
  const { state, header } = sodium.crypto_secretstream_xchacha20poly1305_init_push(D(key, "stream"));
  const parts: Uint8Array[] = [D(key, "commit"), header];
  for (let at = 0; at < frame.length; at += CHUNK) {
    const tag =
      at + CHUNK >= frame.length
        ? sodium.crypto_secretstream_xchacha20poly1305_TAG_FINAL
        : sodium.crypto_secretstream_xchacha20poly1305_TAG_MESSAGE;
    parts.push(sodium.crypto_secretstream_xchacha20poly1305_push(state, frame.subarray(at, at + CHUNK), null, tag));
  }
  return concat(...parts);
}

/** Who it is for and who gives it, under which header. */
export interface Sealing {
  readonly recipient: Uint8Array;
  readonly give: Uint8Array;
  readonly header: Uint8Array;
}

/** The envelope: only the asker's private key opens it, and only a holder of link and passcode can make it. */
export function sealSubmission(to: Sealing, submission: Submission): Octets {
  const frame = frameOf(utf8(encode(submissionShape, submission)));
  const data = sodium.randombytes_buf(32);
  const sealed = sodium.crypto_box_seal(data, to.recipient);
  const key = submissionKey(to.give, data, sealed, to.header);
  try {
    return concat(sealed, sealFrame(key, frame));
  } finally {
    wipe(frame, data, key);
  }
}

export const SEALED_KEY = 80;

/** What the check words are derived from. */
export const checkDigest = (header: Uint8Array, envelope: Uint8Array): Octets =>
  H(concat(CHECK, H(header), envelope.subarray(0, SEALED_KEY), H(envelope.subarray(SEALED_KEY))));

/** The numbers of the words, from the derived octets. */
export function checkNumbers(code: Uint8Array): number[] {
  let bits = 0;
  let held = 0;
  const numbers: number[] = [];
  for (const octet of code) {
    held = (held << 8) | octet;
    bits += 8;
    if (bits < WORD_BITS) continue;
    bits -= WORD_BITS;
    numbers.push(held >> bits);
    held &= (1 << bits) - 1;
    if (numbers.length === WORDS) break;
  }
  return numbers;
}

export const newSession = (): string => toB64(sodium.randombytes_buf(16));
