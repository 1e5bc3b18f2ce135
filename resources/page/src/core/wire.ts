// The messages of PROTOCOL 8 that a recipient sends and receives. Owns their shapes; sending is the courier's.

import { Malformed, encode, integer, object, octets, one, parse } from "./json";
import { fromB64, toB64 } from "./octets";

const id = octets(16);
const key = octets(32);
const count = integer(0, 1_000_000);

export const helloShape = object<{ id: string; proof: string }>({ id, proof: key });

export const welcomeShape = object<{
  header: string;
  header_mac: string;
  cover: string;
  conditions: string;
  conditions_mac: string;
  challenge: string;
  views_left: number;
  tries_left: number;
}>({
  header: octets(1, 2048),
  header_mac: key,
  cover: octets(40, 2088),
  conditions: octets(1, 512),
  conditions_mac: key,
  challenge: key,
  views_left: count,
  tries_left: count,
});

export const claimShape = object<{ id: string; proof: string; challenge: string; key: string; signature: string }>({
  id,
  proof: key,
  challenge: key,
  key,
  signature: octets(64),
});

export const grantedShape = object<{ answer: string; size: number; window_s: number; views_left: number }>({
  answer: octets(112),
  size: integer(4169, 1_048_904),
  window_s: count,
  views_left: count,
});

export const blobShape = object<{ id: string; ticket: string; offset: number }>({
  id,
  ticket: key,
  offset: integer(0, 1_048_904),
});

export type Stage = "revealed" | "done";

export const ackShape = object<{ id: string; ticket: string; stage: Stage }>({
  id,
  ticket: key,
  stage: one<Stage>("revealed", "done"),
});

export interface Welcome {
  readonly header: Uint8Array<ArrayBuffer>;
  readonly headerMac: Uint8Array<ArrayBuffer>;
  readonly cover: Uint8Array<ArrayBuffer>;
  readonly conditions: Uint8Array<ArrayBuffer>;
  readonly conditionsMac: Uint8Array<ArrayBuffer>;
  readonly challenge: Uint8Array<ArrayBuffer>;
  readonly viewsLeft: number;
  readonly triesLeft: number;
}

export interface Granted {
  readonly answer: Uint8Array<ArrayBuffer>;
  readonly size: number;
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
    windowS: message.window_s,
    viewsLeft: message.views_left,
  };
}

export const encodeBlob = (share: Uint8Array, ticket: Uint8Array, offset: number): string =>
  encode(blobShape, { id: toB64(share), ticket: toB64(ticket), offset });

export const encodeAck = (share: Uint8Array, ticket: Uint8Array, stage: Stage): string =>
  encode(ackShape, { id: toB64(share), ticket: toB64(ticket), stage });

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
