// Runs tests/vectors/requests/*.json through the page's own code. Opening a submission is the asker's: it is here for what the page
// seals to be opened by.

import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { deepStrictEqual } from "node:assert";

import { wordlist as english } from "@scure/bip39/wordlists/english.js";
import { wordlist as french } from "@scure/bip39/wordlists/french.js";
import { wordlist as portuguese } from "@scure/bip39/wordlists/portuguese.js";
import { wordlist as spanish } from "@scure/bip39/wordlists/spanish.js";

import { openFrame, sealedFiles } from "../src/core/body";
import { conditionsMac } from "../src/core/documents";
import { Refusal } from "../src/core/errors";
import { Malformed, encode, parseOctets } from "../src/core/json";
import type { Shape } from "../src/core/json";
import { noPasscodeKey, passcodeKey } from "../src/core/keys";
import { concat, equal, fromB64, fromUtf8, toB64 } from "../src/core/octets";
import { readPasscode } from "../src/core/passcode";
import { openForm, parseRequestConditions, parseRequestHeader } from "../src/core/request/documents";
import type { Form } from "../src/core/request/documents";
import { giverKeys, requestKeys, submissionKey } from "../src/core/request/keys";
import { encodeRequestLink, parseRequestLink } from "../src/core/request/link";
import type { RequestLink } from "../src/core/request/link";
import { SEALED_KEY, checkDigest, checkNumbers, requireFitting, sealSubmission, submissionShape } from "../src/core/request/submission";
import type { Submission } from "../src/core/request/submission";
import { lookShape, offerShape, offerSignature, shownShape, submitShape, submitSignature, submittedShape } from "../src/core/request/wire";
import { D, H, argon2id, sodium } from "../src/core/sodium";
import { ready } from "./ready";

type Octets = Uint8Array<ArrayBuffer>;
type Input = Readonly<Record<string, unknown>>;
type Suite = (input: Input, file: Input) => unknown;

class Named extends Error {}

const textAt = (input: Input, name: string): string => input[name] as string;
const octetsAt = (input: Input, name: string): Octets => fromB64(textAt(input, name));

const LISTS = { "pt-PT": portuguese, "pt-BR": portuguese, en: english, es: spanish, fr: french };

function link(input: Input): unknown {
  const found = parseRequestLink(textAt(input, "input"));
  const { origin, kind } = found;
  const [id, secret, recipient] = [found.id, found.secret, found.recipient].map(toB64);
  return { origin, id, kind, secret, public: recipient, link: encodeRequestLink(found) };
}

function keysOf(input: Input): { from: RequestLink; keys: ReturnType<typeof requestKeys>; passKey: Octets; mine: ReturnType<typeof giverKeys> } {
  const kind = textAt(input, "kind") as RequestLink["kind"];
  const [id, secret, recipient] = [octetsAt(input, "id"), octetsAt(input, "secret"), octetsAt(input, "public")];
  const from: RequestLink = { origin: "https://relay.example", id, kind, secret, recipient };
  const keys = requestKeys(from);
  const typed = input["passcode"] as string | null;
  const passKey = typed === null ? noPasscodeKey() : passcodeKey(readPasscode(kind, typed), keys.salt);
  return { from, keys, passKey, mine: giverKeys(from, keys, passKey) };
}

function schedule(input: Input): unknown {
  const { keys, passKey, mine } = keysOf(input);
  const header = octetsAt(input, "header");
  const found: Record<string, Uint8Array> = {
    link_key: keys.link,
    link_proof: keys.proof,
    link_hash: H(keys.proof),
    head_key: keys.header,
    cond_key: keys.conditions,
    form_key: keys.form,
    check_salt: keys.check,
    salt: keys.salt,
    pass_key: passKey,
    giver_key: mine.give,
    proof_seed: D(mine.give, "proof"),
    proof_key: mine.proofPublic,
    header_hash: H(header),
    header_mac: D(keys.header, "header", header),
    conditions_mac: conditionsMac(keys.conditions, header, octetsAt(input, "conditions")),
  };
  return Object.fromEntries(Object.entries(found).map(([name, value]) => [name, toB64(value)]));
}

function signature(input: Input): string {
  const { from, keys, mine } = keysOf(input);
  const header = octetsAt(input, "header");
  const by = { link: from, keys, mine, challenge: octetsAt(input, "challenge"), header, relay: parseRequestHeader(header).relay };
  if (input["message"] === "submit") return toB64(submitSignature(by, octetsAt(input, "envelope"), octetsAt(input, "files")));
  const upload = octetsAt(input, "upload");
  return toB64(offerSignature(by, upload.length === 0 ? new Uint8Array(32) : upload, input["size"] as number));
}

function check(input: Input, file: Input): unknown {
  const salt = D(octetsAt(file, "key"), "check").slice(0, 16);
  const code = argon2id(checkDigest(octetsAt(input, "header"), octetsAt(input, "envelope")), salt);
  const list = LISTS[textAt(input, "language") as keyof typeof LISTS];
  return checkNumbers(code).map((number) => list[number]?.normalize("NFC"));
}

type Edit = readonly [string, ...(number | string)[]];

function edited(octets: Octets, [what, first, second]: Edit): Octets {
  if (what === "cut") return octets.slice(0, first as number);
  if (what === "add") return concat(octets, fromB64(first as string));
  const at = first as number;
  octets[at] = (octets[at] ?? 0) ^ (second as number);
  return octets;
}

/** The asker's side of R5. */
function open(envelope: Octets, pair: { public: Octets; private: Octets }, give: Octets, header: Octets, form: Form, files: number): Submission {
  if (envelope.length < 4249) throw new Named("damaged");
  const sealed = envelope.slice(0, SEALED_KEY);
  const body = envelope.slice(SEALED_KEY);
  let data: Uint8Array;
  try {
    data = sodium.crypto_box_seal_open(sealed, pair.public, pair.private);
  } catch {
    throw new Named("forged");
  }
  const key = submissionKey(give, data, sealed, header);
  if (!equal(D(key, "commit"), body.subarray(0, 32))) throw new Named("forged");
  return openFrame(key, body, (manifest) => {
    const submission = parseOctets(submissionShape, manifest);
    requireFitting(submission, form);
    const content = submission.files.reduce((sum, { size }) => sum + size, 0);
    if (files !== (submission.files.length === 0 ? 0 : sealedFiles(content)) || files > parseRequestHeader(header).files) throw new Malformed();
    return submission;
  });
}

function submission(input: Input, file: Input): string {
  const envelopes = file["envelopes"] as Readonly<Record<string, string>>;
  const edits = (input["edits"] ?? []) as readonly Edit[];
  const envelope = edits.reduce(edited, fromB64(envelopes[textAt(input, "envelope")] ?? ""));
  const pair = { public: octetsAt(file, "public"), private: octetsAt(file, "private") };
  const header = octetsAt(input, "header");
  const form = JSON.parse(fromUtf8(octetsAt(input, "form"))) as Form;
  const give = octetsAt(file, "key");
  const found = open(envelope, pair, give, header, form, input["files"] as number);
  // What the page would seal for it is opened as the same.
  const again = sealSubmission({ recipient: pair.public, give, header }, found);
  deepStrictEqual(open(again, pair, give, header, form, input["files"] as number), found);
  return encode(submissionShape, found);
}

const MESSAGES: Readonly<Record<string, Shape<object>>> = {
  look: lookShape,
  shown: shownShape,
  offer: offerShape,
  submit: submitShape,
  submitted: submittedShape,
};
// The asker's, and not the page's.
const OTHERS = ["ask", "collect", "collected", "fetch"];

function message(input: Input): unknown {
  const shape = MESSAGES[textAt(input, "message")];
  if (shape === undefined) throw new Error(`no message ${textAt(input, "message")}`);
  return parseOctets(shape, octetsAt(input, "octets"));
}

const SUITES: Readonly<Record<string, Suite>> = {
  request_link: link,
  request_keys: schedule,
  request_header: (input) => parseRequestHeader(octetsAt(input, "octets")),
  request_conditions: (input) => parseRequestConditions(octetsAt(input, "octets"), input["created"] as number),
  request_form: (input) => {
    const header = octetsAt(input, "header");
    return openForm(octetsAt(input, "key"), header, octetsAt(input, "form"), parseRequestHeader(header).files);
  },
  request_signatures: signature,
  request_submission: submission,
  request_check: check,
  request_messages: message,
};

function nameOf(error: unknown): string {
  if (error instanceof Named) return error.message;
  if (error instanceof Malformed) return "malformed";
  if (error instanceof Refusal) return ["content", "altered"].includes(error.code) ? "damaged" : error.code;
  throw error;
}

interface Case extends Input {
  readonly name: string;
  readonly expect?: unknown;
  readonly error?: string;
}

function outcome(suite: Suite, one: Case, file: Input): { expect?: unknown; error?: string } {
  try {
    return { expect: suite(one, file) };
  } catch (error) {
    return { error: nameOf(error) };
  }
}

function runFile(path: string): { cases: number; wrong: string[] } {
  const file = JSON.parse(readFileSync(path, "utf8")) as Input & { suite: string; cases: readonly Case[] };
  const suite = SUITES[file.suite];
  if (suite === undefined) return { cases: 0, wrong: [`no suite ${file.suite}`] };
  const cases = file.cases.filter((one) => !OTHERS.includes(String(one["message"])));
  const wrong: string[] = [];
  for (const one of cases) {
    const wanted = one.error === undefined ? { expect: one.expect } : { error: one.error };
    try {
      deepStrictEqual(outcome(suite, one, file), wanted);
    } catch (error) {
      wrong.push(`${file.suite}: ${one.name}: ${error instanceof Error ? error.message : String(error)}`);
    }
  }
  return { cases: cases.length, wrong };
}

await ready();
const folder = process.argv[2] ?? "";
const results = readdirSync(folder).filter((name) => name.endsWith(".json")).map((name) => runFile(join(folder, name)));
const wrong = results.flatMap((result) => result.wrong);
const total = results.reduce((sum, { cases }) => sum + cases, 0);
for (const line of wrong) console.log(line);
console.log(`${total - wrong.length} passed, ${wrong.length} failed`);
if (wrong.length > 0 || total === 0) process.exitCode = 1;
