// Header, conditions and form of a request (REQUESTS R4): verified as octets first, then read strictly. Whatever fails is "altered".

import { LEAST_FILES, MOST_FILES, conditionsMac, conditionsShape } from "../documents";
import type { Conditions, Entry } from "../documents";
import { altered } from "../errors";
import { Malformed, flag, integer, list, matching, object, one, parse, parseOctets, text, textOf } from "../json";
import { isOrigin } from "../link";
import { equal } from "../octets";
import { D, H, sodium } from "../sodium";
import type { RequestKeys } from "./keys";

export interface RequestHeader {
  v: number;
  kind: string;
  created: number;
  expires: number;
  takes: number;
  rate: number;
  /** Most octets of the sealed files of one submission; 0 for none. */
  files: number;
  relay: string;
}

export interface FormField {
  kind: string;
  label: string;
  hint: string;
  required: boolean;
}

export interface FormPart {
  kind: string;
  label: string;
  many: number;
  fields: FormField[];
}

export interface Form {
  from: string;
  note: string;
  entry: Entry;
  files: "none" | "optional" | "required";
  parts: FormPart[];
}

const LONGEST = 316_224_000;
const LAST_INSTANT = 253_402_300_799;
const STEP = 1024;
const MOST_FORM = 32_768;
const NONCE = 24;

const instant = integer(0, LAST_INSTANT);
const takes = integer(1, 1000);
const kind = matching(/^[a-z-]{1,32}$/);

const origin = (value: unknown): string => {
  if (typeof value !== "string" || !isOrigin(value)) throw new Malformed();
  return value;
};

export const requestHeaderShape = object<RequestHeader>({
  v: one(1),
  kind: one("request"),
  created: instant,
  expires: instant,
  takes,
  rate: takes,
  files: integer(0, MOST_FILES),
  relay: origin,
});

const fieldShape = object<FormField>({ kind, label: text(0, 200), hint: text(0, 200), required: flag });

const partShape = object<FormPart>({ kind, label: text(0, 200), many: integer(1, 50), fields: list(fieldShape, 50) });

export const formShape = object<Form>({
  from: text(0, 80),
  note: text(0, 1000),
  entry: one<Entry>("symbols", "words", "digits", "text", "none"),
  files: one<Form["files"]>("none", "optional", "required"),
  parts: list(partShape, 20),
});

function inTime(created: number, expires: number): void {
  if (expires <= created || expires > created + LONGEST) throw new Malformed();
}

export function parseRequestHeader(octets: Uint8Array): RequestHeader {
  if (octets.length > 2048) throw new Malformed();
  const header = parseOctets(requestHeaderShape, octets);
  if (header.files > 0 && header.files < LEAST_FILES) throw new Malformed();
  inTime(header.created, header.expires);
  return header;
}

export function parseRequestConditions(octets: Uint8Array, created: number): Conditions {
  if (octets.length > 512) throw new Malformed();
  const conditions = parseOctets(conditionsShape, octets);
  inTime(created, conditions.expires);
  if (conditions.starts !== created) throw new Malformed();
  return conditions;
}

/** The form under a header that allows so many octets of files. */
export function parseForm(plain: Uint8Array, files: number): Form {
  if (plain.length % STEP !== 0 || plain.length > MOST_FORM) throw new Malformed();
  const padded = textOf(plain);
  const bare = padded.replace(/ +$/, "");
  if (padded.length - bare.length >= STEP) throw new Malformed();
  const form = parse(formShape, bare);
  if (form.parts.length === 0 || (form.files === "none") !== (files === 0)) throw new Malformed();
  if (files === 0 && form.parts.every(({ fields }) => fields.length === 0)) throw new Malformed();
  return form;
}

function orAltered<T>(read: () => T): T {
  try {
    return read();
  } catch (error) {
    if (error instanceof Malformed) throw altered();
    throw error;
  }
}

export function openRequestHeader(keys: RequestKeys, octets: Uint8Array, mac: Uint8Array, relay: string): RequestHeader {
  if (!equal(D(keys.header, "header", octets), mac)) throw altered();
  const header = orAltered(() => parseRequestHeader(octets));
  if (header.relay !== relay) throw altered();
  return header;
}

export function openRequestConditions(
  keys: RequestKeys,
  created: number,
  header: Uint8Array,
  octets: Uint8Array,
  mac: Uint8Array,
): Conditions {
  if (!equal(conditionsMac(keys.conditions, header, octets), mac)) throw altered();
  return orAltered(() => parseRequestConditions(octets, created));
}

export function openForm(key: Uint8Array, header: Uint8Array, sealed: Uint8Array, files: number): Form {
  let plain: Uint8Array;
  try {
    const nonce = sealed.slice(0, NONCE);
    plain = sodium.crypto_aead_xchacha20poly1305_ietf_decrypt(null, sealed.slice(NONCE), H(header), nonce, key);
  } catch {
    throw altered();
  }
  return orAltered(() => parseForm(plain, files));
}
