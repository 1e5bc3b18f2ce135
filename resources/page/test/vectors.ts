// Runs tests/vectors/*.json through the page's own code. Each suite is a function from a case's inputs to what `expect` must equal;
// a failure is named by `error`.

import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { deepStrictEqual } from "node:assert";

import { normAddress } from "../src/core/address";
import { FILE_CHUNK, bodyLength, frameLength, manifestShape, openBody, padme, parseManifest, sealedFiles } from "../src/core/body";
import { claimSignature, openAnswer } from "../src/core/claim";
import { conditionsMac, openCover, parseConditions, parseHeader } from "../src/core/documents";
import { Refusal } from "../src/core/errors";
import { filesPlain, openParts } from "../src/core/files";
import { Malformed, encode, parse, parseOctets, textOf } from "../src/core/json";
import type { Shape } from "../src/core/json";
import { bodyKey, linkKeys, noPasscodeKey, passcodeKey, recipientKeys } from "../src/core/keys";
import { encodeLink, parseLink } from "../src/core/link";
import type { Link, PasscodeKind } from "../src/core/link";
import { safeNames } from "../src/core/names";
import { concat, fromB64, toB64, utf8 } from "../src/core/octets";
import { generatedSymbols, normalise, readPasscode } from "../src/core/passcode";
import { D, H, sodium } from "../src/core/sodium";
import { acceptanceShape, openTerms, trimName } from "../src/core/terms";
import { ackShape, blobShape, claimShape, codeShape, filesShape } from "../src/core/wire";
import { grantedShape, helloShape, welcomeShape } from "../src/core/wire";
import type { Welcome } from "../src/core/wire";
import { ready } from "./ready";

type Input = Readonly<Record<string, unknown>>;
type Suite = (input: Input, file: Input) => unknown;

class Named extends Error {}

const textAt = (input: Input, name: string): string => input[name] as string;
const octetsAt = (input: Input, name: string): Uint8Array<ArrayBuffer> => fromB64(textAt(input, name));

function normal(input: Input): string {
  const text = normalise(textAt(input, "input"));
  if (text === null) throw new Named("passcode");
  return text;
}

function link(input: Input): unknown {
  const found = parseLink(textAt(input, "input"));
  const { origin, kind } = found;
  return { origin, id: toB64(found.id), kind, secret: toB64(found.secret), link: encodeLink(found) };
}

function generated(input: Input): string {
  const normalised = normalise(textAt(input, "input"));
  const symbols = normalised === null ? null : generatedSymbols(normalised);
  if (symbols === null) throw new Named("mistyped");
  return symbols;
}

function linkOf(input: Input): Link {
  const kind = textAt(input, "kind") as PasscodeKind;
  return { origin: "https://relay.example", id: octetsAt(input, "id"), kind, secret: octetsAt(input, "secret") };
}

function passKeyOf(input: Input, salt: Uint8Array): Uint8Array {
  const typed = input["passcode"] as string | null;
  return typed === null ? noPasscodeKey() : passcodeKey(readPasscode(linkOf(input).kind, typed), salt);
}

function derive(input: Input): unknown {
  const header = octetsAt(input, "header");
  const from = linkOf(input);
  const keys = linkKeys(from);
  const passKey = passKeyOf(input, keys.salt);
  const mine = recipientKeys(from, keys, passKey);
  const body = bodyKey(mine.recipient, octetsAt(input, "half"), header);
  const found: Record<string, Uint8Array> = {
    link_key: keys.link,
    link_proof: keys.proof,
    link_hash: H(keys.proof),
    head_key: keys.header,
    cond_key: keys.conditions,
    note_key: keys.cover,
    term_key: keys.terms,
    salt: keys.salt,
    pass_key: passKey,
    recipient_key: mine.recipient,
    acceptance_key: mine.acceptance,
    proof_seed: D(mine.recipient, "proof"),
    proof_key: mine.proofPublic,
    body_key: body,
    commit: D(body, "commit"),
    stream_key: D(body, "stream"),
    header_hash: H(header),
    header_mac: D(keys.header, "header", header),
  };
  if (input["conditions"] !== undefined) {
    found["conditions_mac"] = conditionsMac(keys.conditions, header, octetsAt(input, "conditions"));
  }
  return Object.fromEntries(Object.entries(found).map(([name, value]) => [name, toB64(value)]));
}

function claim(input: Input): unknown {
  const from = linkOf(input);
  const keys = linkKeys(from);
  const mine = recipientKeys(from, keys, passKeyOf(input, keys.salt));
  const header = octetsAt(input, "header");
  const welcome = { header, challenge: octetsAt(input, "challenge") } as unknown as Welcome;
  const accepted = octetsAt(input, "acceptance");
  const signature = claimSignature(from, mine, welcome, octetsAt(input, "key"), accepted, parseHeader(header).relay);
  return { signature: toB64(signature) };
}

function answer(input: Input): unknown {
  const pair = { privateKey: octetsAt(input, "private"), publicKey: octetsAt(input, "public") };
  const { half, ticket } = openAnswer(octetsAt(input, "answer"), pair);
  return { half: toB64(half), ticket: toB64(ticket) };
}

type Edit = readonly [string, ...(number | string)[]];

function edited(body: Uint8Array<ArrayBuffer>, [what, first, second]: Edit): Uint8Array<ArrayBuffer> {
  if (what === "cut") return body.slice(0, first as number);
  if (what === "add") return concat(body, fromB64(first as string));
  const at = first as number;
  if (what === "xor") body[at] = (body[at] ?? 0) ^ (second as number);
  else if (what === "put") body.set(fromB64(second as string), at);
  else throw new Error(`no edit ${what}`);
  return body;
}

function body(input: Input, file: Input): unknown {
  const bodies = file["bodies"] as Readonly<Record<string, string>>;
  const whole = fromB64(bodies[textAt(input, "body")] ?? "");
  const edits = (input["edits"] ?? []) as readonly Edit[];
  const manifest = openBody(octetsAt(input, "key"), edits.reduce(edited, whole), input["size"] as number, input["files"] as number);
  return encode(manifestShape, manifest);
}

const MESSAGES: Readonly<Record<string, Shape<object>>> = {
  hello: helloShape,
  welcome: welcomeShape,
  claim: claimShape,
  granted: grantedShape,
  blob: blobShape,
  ack: ackShape,
  code: codeShape,
  files: filesShape,
};

function message(input: Input): unknown {
  const shape = MESSAGES[textAt(input, "message")];
  if (shape === undefined) throw new Error(`no message ${textAt(input, "message")}`);
  return parseOctets(shape, octetsAt(input, "octets"));
}

function acceptance(input: Input): unknown {
  const [header, terms] = [octetsAt(input, "header"), octetsAt(input, "terms")];
  const sealed = octetsAt(input, "acceptance");
  try {
    const plain = sodium.crypto_aead_xchacha20poly1305_ietf_decrypt(
      null, sealed.slice(24), H(header), sealed.slice(0, 24), octetsAt(input, "key"),
    );
    const text = textOf(plain);
    const found = parse(acceptanceShape, text.trimEnd());
    const whole = text === encode(acceptanceShape, found).padEnd(text.length) && plain.length === 1024;
    const ours = found.header === toB64(H(header)) && found.terms === toB64(H(terms));
    if (whole && ours && trimName(found.name) === found.name) return found;
  } catch {
    // What does not open is no acceptance either.
  }
  throw new Named("not-valid");
}

function address(input: Input): unknown {
  const found = normAddress(textAt(input, "input"));
  if (found === null) throw new Malformed();
  return { address: found, hash: toB64(D(octetsAt(input, "proof"), "identity", utf8(found))) };
}

function chunks(input: Input): unknown {
  if (input["n"] !== undefined) {
    const n = input["n"] as number;
    return { padded: filesPlain(n), chunks: Math.ceil(filesPlain(n) / FILE_CHUNK), sealed: sealedFiles(n) };
  }
  const index = input["index"] as number;
  const plain = openParts(octetsAt(input, "key"), octetsAt(input, "chunk"), index, input["count"] as number);
  const end = Math.max(0, (input["content"] as number) - index * FILE_CHUNK);
  if (plain.subarray(end).some((octet) => octet !== 0)) throw new Refusal("content");
  return toB64(plain.subarray(0, end));
}

const SUITES: Readonly<Record<string, Suite>> = {
  link,
  passcode: (input) => toB64(utf8(normal(input))),
  generated,
  derive,
  header: (input) => parseHeader(octetsAt(input, "octets")),
  conditions: (input) => parseConditions(octetsAt(input, "octets"), input["created"] as number),
  cover: (input) => openCover(octetsAt(input, "key"), octetsAt(input, "header"), octetsAt(input, "cover")),
  claim,
  answer,
  manifest: (input) => parseManifest(octetsAt(input, "octets")),
  body,
  terms: (input) => openTerms(octetsAt(input, "key"), true, octetsAt(input, "header"), octetsAt(input, "terms")),
  acceptance,
  address,
  names: (input) => safeNames(input["input"] as string[]),
  chunks,
  padme: (input) => {
    const n = input["n"] as number;
    const frame = frameLength(n - 4);
    return { padme: padme(n), frame, size: bodyLength(frame) };
  },
  message,
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

function runFile(path: string): { suite: string; cases: number; wrong: string[] } {
  const file = JSON.parse(readFileSync(path, "utf8")) as Input & { suite: string; cases: readonly Case[] };
  const suite = SUITES[file.suite];
  if (suite === undefined) return { suite: file.suite, cases: 0, wrong: [`no suite ${file.suite}`] };
  const wrong: string[] = [];
  for (const one of file.cases) {
    const wanted = one.error === undefined ? { expect: one.expect } : { error: one.error };
    try {
      deepStrictEqual(outcome(suite, one, file), wanted);
    } catch (error) {
      wrong.push(`${file.suite}: ${one.name}: ${error instanceof Error ? error.message : String(error)}`);
    }
  }
  return { suite: file.suite, cases: file.cases.length, wrong };
}

await ready();
const folder = process.argv[2] ?? "";
const names = readdirSync(folder).filter((name) => name.endsWith(".json"));
const results = names.sort().map((name) => runFile(join(folder, name)));
for (const { suite, cases, wrong } of results) {
  console.log(`${suite}: ${cases} cases, ${wrong.length} wrong`);
  for (const line of wrong) console.log(`  ${line}`);
}
const total = results.reduce((sum, { cases }) => sum + cases, 0);
const bad = results.reduce((sum, { wrong }) => sum + wrong.length, 0);
console.log(`${total - bad} passed, ${bad} failed`);
if (bad > 0 || total === 0) process.exitCode = 1;
