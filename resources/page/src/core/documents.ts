// Header, conditions and cover (PROTOCOL 6): verified as octets first, then read strictly. Whatever fails is "altered".

import { altered } from "./errors";
import { Malformed, flag, integer, object, one, parse, parseOctets, text, textOf } from "./json";
import type { Shape } from "./json";
import type { LinkKeys } from "./keys";
import { isOrigin } from "./link";
import { concat, equal } from "./octets";
import { D, H, sodium } from "./sodium";

export type Rule = "hide" | "no-copy" | "no-download";
export type Entry = "symbols" | "words" | "digits" | "text" | "none";

export interface Header {
  v: number;
  kind: string;
  created: number;
  starts: number;
  expires: number;
  views: number;
  size: number;
  /** Octets of the sealed files; 0 if there are none. */
  files: number;
  relay: string;
  rules: Rule[];
  terms: boolean;
  identity: boolean;
  trace: boolean;
}

export interface Conditions {
  n: number;
  starts: number;
  expires: number;
  views: number;
  paused: boolean;
}

export interface Cover {
  from: string;
  note: string;
  entry: Entry;
}

const LONGEST = 34_560_000;
const LAST_INSTANT = 253_402_300_799;
const RULES: readonly Rule[] = ["hide", "no-copy", "no-download"];
export const LEAST_FILES = 4136;
export const MOST_FILES = 2_147_811_328;
const NONCE = 24;
const TAG = 16;

const instant = integer(0, LAST_INSTANT);
const views = integer(1, 1000);

const rules: Shape<Rule[]> = (value) => {
  if (!Array.isArray(value)) throw new Malformed();
  return RULES.filter((rule) => value.includes(rule));
};

const origin: Shape<string> = (value) => {
  if (typeof value !== "string" || !isOrigin(value)) throw new Malformed();
  return value;
};

export const headerShape = object<Header>({
  v: one(1),
  kind: one("share"),
  created: instant,
  starts: instant,
  expires: instant,
  views,
  size: integer(4169, 1_048_904),
  files: integer(0, MOST_FILES),
  relay: origin,
  rules,
  terms: flag,
  identity: flag,
  trace: flag,
});

export const conditionsShape = object<Conditions>({
  n: integer(0, 1_000_000),
  starts: instant,
  expires: instant,
  views,
  paused: flag,
});

export const coverShape = object<Cover>({
  from: text(0, 80),
  note: text(0, 200),
  entry: one<Entry>("symbols", "words", "digits", "text", "none"),
});

function inTime(created: number, { starts, expires }: { readonly starts: number; readonly expires: number }): void {
  if (expires <= created || expires > created + LONGEST) throw new Malformed();
  if (starts < created || starts >= expires) throw new Malformed();
}

export function parseHeader(octets: Uint8Array): Header {
  if (octets.length > 2048) throw new Malformed();
  const header = parseOctets(headerShape, octets);
  if (header.files > 0 && header.files < LEAST_FILES) throw new Malformed();
  inTime(header.created, header);
  return header;
}

export function parseConditions(octets: Uint8Array, created: number): Conditions {
  if (octets.length > 512) throw new Malformed();
  const conditions = parseOctets(conditionsShape, octets);
  inTime(created, conditions);
  return conditions;
}

export function parseCover(plain: Uint8Array): Cover {
  if (plain.length % 256 !== 0 || plain.length > 2048) throw new Malformed();
  const padded = textOf(plain);
  const bare = padded.replace(/ +$/, "");
  // The padding is the shortest that does: there is one cover for one text.
  if (padded.length - bare.length >= 256) throw new Malformed();
  return parse(coverShape, bare);
}

/** What a parser finds wrong in a document under our key is "altered" to everybody above. */
function orAltered<T>(read: () => T): T {
  try {
    return read();
  } catch (error) {
    if (error instanceof Malformed) throw altered();
    throw error;
  }
}

/** The header, if its MAC is right and it names the origin we talk to. */
export function openHeader(keys: LinkKeys, octets: Uint8Array, mac: Uint8Array, origin: string): Header {
  if (!equal(D(keys.header, "header", octets), mac)) throw altered();
  const header = orAltered(() => parseHeader(octets));
  if (header.relay !== origin) throw altered();
  return header;
}

export const conditionsMac = (key: Uint8Array, header: Uint8Array, octets: Uint8Array): Uint8Array<ArrayBuffer> =>
  D(key, "conditions", concat(H(header), octets));

export function openConditions(
  keys: LinkKeys,
  header: Header,
  headerOctets: Uint8Array,
  octets: Uint8Array,
  mac: Uint8Array,
): Conditions {
  if (!equal(conditionsMac(keys.conditions, headerOctets, octets), mac)) throw altered();
  return orAltered(() => parseConditions(octets, header.created));
}

export function openCover(key: Uint8Array, headerOctets: Uint8Array, cover: Uint8Array): Cover {
  if (cover.length < NONCE + TAG || cover.length > 2048 + NONCE + TAG) throw altered();
  const nonce = cover.slice(0, NONCE);
  let plain: Uint8Array;
  try {
    plain = sodium.crypto_aead_xchacha20poly1305_ietf_decrypt(null, cover.slice(NONCE), H(headerOctets), nonce, key);
  } catch {
    throw altered();
  }
  return orAltered(() => parseCover(plain));
}
