// The messages of PROTOCOL 8 that a recipient sends and receives. Owns their shapes; sending is the courier's.

import { Malformed, encode, integer, matching, object, octets, one, parse, perhaps, text } from "./json";
import { fromB64, toB64 } from "./octets";

const id = octets(16);
const key = octets(32);
const count = integer(0, 1_000_000);
const octetCount = integer(0, 4_294_967_295);
/** The longest answer of files: 256 sealed chunks. */
export const MOST_FILES = 67_119_104;

export const helloShape = object<{ id: string; proof: string }>({ id, proof: key });

export const welcomeShape = object<{
  header: string;
  header_mac: string;
  cover: string;
  terms: string;
  conditions: string;
  conditions_mac: string;
  challenge: string;
  views_left: number;
  tries_left: number;
}>({
  header: octets(1, 2048),
  header_mac: key,
  cover: octets(296, 2088),
  terms: perhaps(octets(1064, 32_808)),
  conditions: octets(1, 512),
  conditions_mac: key,
  challenge: key,
  views_left: count,
  tries_left: count,
});

export type Language = "pt-PT" | "pt-BR" | "en" | "es" | "fr";

export const codeShape = object<{ id: string; proof: string; key: string; address: string; language: Language }>({
  id,
  proof: key,
  key,
  address: text(1, 1000),
  language: one<Language>("pt-PT", "pt-BR", "en", "es", "fr"),
});

export const claimShape = object<{
  id: string;
  proof: string;
  challenge: string;
  key: string;
  code: string;
  acceptance: string;
  signature: string;
}>({
  id,
  proof: key,
  challenge: key,
  key,
  code: perhaps(matching(/^[0-9]{8}$/)),
  acceptance: perhaps(octets(1064)),
  signature: octets(64),
});

export const grantedShape = object<{
  answer: string;
  size: number;
  files: number;
  window_s: number;
  views_left: number;
}>({
  answer: octets(112),
  size: integer(4169, 1_048_904),
  files: octetCount,
  window_s: count,
  views_left: count,
});

export const blobShape = object<{ id: string; ticket: string; offset: number }>({
  id,
  ticket: key,
  offset: integer(0, 1_048_904),
});

export const filesShape = object<{ id: string; ticket: string; offset: number; length: number }>({
  id,
  ticket: key,
  offset: octetCount,
  length: integer(1, MOST_FILES),
});

export type Stage = "revealed" | "file" | "done";

const anyAck = object<{ id: string; ticket: string; stage: Stage; file: number }>({
  id,
  ticket: key,
  stage: one<Stage>("revealed", "file", "done"),
  file: integer(0, 999),
});

export const ackShape: typeof anyAck = (value) => {
  const ack = anyAck(value);
  if (ack.file > 0 && ack.stage !== "file") throw new Malformed();
  return ack;
};

export interface Welcome {
  readonly header: Uint8Array<ArrayBuffer>;
  readonly headerMac: Uint8Array<ArrayBuffer>;
  readonly cover: Uint8Array<ArrayBuffer>;
  /** Sealed; empty if there are none. */
  readonly terms: Uint8Array<ArrayBuffer>;
  readonly conditions: Uint8Array<ArrayBuffer>;
  readonly conditionsMac: Uint8Array<ArrayBuffer>;
  readonly challenge: Uint8Array<ArrayBuffer>;
  readonly viewsLeft: number;
  readonly triesLeft: number;
}

export interface Granted {
  readonly answer: Uint8Array<ArrayBuffer>;
  readonly size: number;
  readonly files: number;
  readonly windowS: number;
  readonly viewsLeft: number;
}

export const encodeHello = (share: Uint8Array, proof: Uint8Array): string =>
  encode(helloShape, { id: toB64(share), proof: toB64(proof) });

export function parseWelcome(received: string): Welcome {
  const message = parse(welcomeShape, received);
  return {
    header: fromB64(message.header),
    headerMac: fromB64(message.header_mac),
    cover: fromB64(message.cover),
    terms: fromB64(message.terms),
    conditions: fromB64(message.conditions),
    conditionsMac: fromB64(message.conditions_mac),
    challenge: fromB64(message.challenge),
    viewsLeft: message.views_left,
    triesLeft: message.tries_left,
  };
}

export function parseGranted(received: string): Granted {
  const message = parse(grantedShape, received);
  return {
    answer: fromB64(message.answer),
    size: message.size,
    files: message.files,
    windowS: message.window_s,
    viewsLeft: message.views_left,
  };
}

export const encodeBlob = (share: Uint8Array, ticket: Uint8Array, offset: number): string =>
  encode(blobShape, { id: toB64(share), ticket: toB64(ticket), offset });

export const encodeFiles = (share: Uint8Array, ticket: Uint8Array, offset: number, length: number): string =>
  encode(filesShape, { id: toB64(share), ticket: toB64(ticket), offset, length });

export const encodeCode = (
  share: Uint8Array,
  proof: Uint8Array,
  pub: Uint8Array,
  address: string,
  language: Language,
): string => encode(codeShape, { id: toB64(share), proof: toB64(proof), key: toB64(pub), address, language });

export const encodeAck = (share: Uint8Array, ticket: Uint8Array, stage: Stage, file = 0): string =>
  encode(ackShape, { id: toB64(share), ticket: toB64(ticket), stage, file });

export interface RefusalMessage {
  readonly error: string;
  readonly triesLeft: number;
  readonly retryS: number;
}

const natural = (value: unknown, otherwise: number): number =>
  typeof value === "number" && Number.isInteger(value) && value >= 0 && value <= 1_000_000 ? value : otherwise;

/** A refusal is read loosely: members may be added later. Anything that is none at all is Malformed. */
export function parseRefusal(received: string): RefusalMessage {
  let value: unknown;
  try {
    value = JSON.parse(received);
  } catch {
    throw new Malformed();
  }
  if (typeof value !== "object" || value === null) throw new Malformed();
  const members = value as Record<string, unknown>;
  if (typeof members["error"] !== "string") throw new Malformed();
  return {
    error: members["error"],
    triesLeft: natural(members["tries_left"], 0),
    retryS: natural(members["retry_s"], 2),
  };
}
