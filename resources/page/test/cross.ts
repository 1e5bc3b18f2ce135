// A recipient and a sender on standard input and output, one JSON object a line, for crossing shares with the program's own. It uses
// the page's code for everything; what the page does with a screen and a relay, the test does here.

import { createInterface } from "node:readline";

import { openBody } from "../src/core/body";
import { encodeClaim, openAnswer, verifyWelcome } from "../src/core/claim";
import type { BoxPair, Greeting } from "../src/core/claim";
import { Refusal } from "../src/core/errors";
import { Malformed, encode } from "../src/core/json";
import { manifestShape } from "../src/core/body";
import { bodyKey, linkKeys, noPasscodeKey, passcodeKey, recipientKeys } from "../src/core/keys";
import type { LinkKeys, RecipientKeys } from "../src/core/keys";
import { parseLink } from "../src/core/link";
import type { Link } from "../src/core/link";
import { fromB64, toB64, utf8 } from "../src/core/octets";
import { generatedSymbols, normalise, readPasscode } from "../src/core/passcode";
import { sodium } from "../src/core/sodium";
import { encodeHello, parseGranted, parseWelcome } from "../src/core/wire";
import { ready } from "./ready";
import { seal } from "./seal";
import type { SealOptions } from "./seal";

interface Session {
  readonly link: Link;
  readonly keys: LinkKeys;
  claim?: { readonly greeting: Greeting; readonly mine: RecipientKeys; readonly pair: BoxPair };
}

class Answered extends Error {}

const sessions = new Map<number, Session>();

const session = (number: number): Session => {
  const found = sessions.get(number);
  if (found === undefined) throw new Error(`no session ${number}`);
  return found;
};

interface Request {
  readonly op: string;
  readonly session: number;
  readonly url: string;
  readonly welcome: string;
  readonly passcode: string | null;
  readonly granted: string;
  readonly body: string;
  readonly manifest: string;
  readonly options: SealOptions;
}

function hello(request: Request): unknown {
  const link = parseLink(request.url);
  const keys = linkKeys(link);
  sessions.set(request.session, { link, keys });
  return { message: encodeHello(link.id, keys.proof), kind: link.kind };
}

function claim(request: Request): unknown {
  const held = session(request.session);
  const greeting = verifyWelcome(held.link, held.keys, parseWelcome(request.welcome));
  const typed = request.passcode;
  const passKey =
    typed === null ? noPasscodeKey() : passcodeKey(readPasscode(held.link.kind, typed), held.keys.salt);
  const mine = recipientKeys(held.link, held.keys, passKey);
  const pair = sodium.crypto_box_keypair();
  held.claim = { greeting, mine, pair };
  const message = encodeClaim(held.link, held.keys, mine, greeting, pair.publicKey);
  return { cover: greeting.cover, message };
}

function open(request: Request): unknown {
  const held = session(request.session);
  if (held.claim === undefined) throw new Error("no claim was made");
  const { greeting, mine, pair } = held.claim;
  const granted = parseGranted(request.granted);
  const { half } = openAnswer(granted.answer, pair);
  const key = bodyKey(mine.recipient, half, greeting.welcome.header);
  const manifest = openBody(key, fromB64(request.body), greeting.header.size, greeting.header.files);
  sessions.delete(request.session);
  return { manifest: encode(manifestShape, manifest) };
}

function normalised(typed: string): string {
  const normal = normalise(typed);
  if (normal === null) throw new Answered("passcode");
  return normal;
}

function check(request: Request): unknown {
  const symbols = generatedSymbols(normalised(request.passcode ?? ""));
  if (symbols === null) throw new Answered("mistyped-passcode");
  return symbols;
}

const OPERATIONS: Readonly<Record<string, (request: Request) => unknown>> = {
  hello,
  claim,
  open,
  check,
  seal: (request) => seal(request.manifest, request.options),
  normalise: (request) => toB64(utf8(normalised(request.passcode ?? ""))),
};

const NAMES: Readonly<Partial<Record<Refusal["code"], string>>> = {
  damaged: "damaged",
  altered: "damaged",
  content: "damaged",
  "too-old": "newer",
  "typing-mistake": "mistyped-passcode",
  "empty-passcode": "passcode",
};

function failure(error: unknown): unknown {
  if (error instanceof Answered) return { error: error.message };
  if (error instanceof Malformed) return { error: "malformed" };
  if (error instanceof Refusal && NAMES[error.code] !== undefined) return { error: NAMES[error.code] };
  return { error: "crash", detail: error instanceof Error ? (error.stack ?? error.message) : String(error) };
}

function answer(line: string): unknown {
  try {
    const request = JSON.parse(line) as Request;
    const operation = OPERATIONS[request.op];
    if (operation === undefined) throw new Error(`no operation ${request.op}`);
    return { ok: operation(request) };
  } catch (error) {
    return failure(error);
  }
}

await ready();
for await (const line of createInterface({ input: process.stdin })) {
  process.stdout.write(`${JSON.stringify(answer(line))}\n`);
}
