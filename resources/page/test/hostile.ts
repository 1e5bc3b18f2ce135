// Relays and senders that mean harm, before the page's own code; a clock that is turned by hand. Each case by its name on the command
// line; the exit tells. Not served.

import { deepStrictEqual, ok, strictEqual } from "node:assert";

import { Opening } from "../src/core/claim";
import type { Step, Tools } from "../src/core/claim";
import { HttpCourier } from "../src/core/courier";
import type { Courier } from "../src/core/courier";
import { headerShape } from "../src/core/documents";
import { Refusal } from "../src/core/errors";
import { encode, parseOctets } from "../src/core/json";
import { linkKeys } from "../src/core/keys";
import { parseLink } from "../src/core/link";
import type { Link } from "../src/core/link";
import { fromB64, utf8 } from "../src/core/octets";
import { labelOf } from "../src/view/row";
import { pieces } from "../src/view/secret";
import { en } from "../src/words/en";
import { ready } from "./ready";
import { documents, seal } from "./seal";
import type { SealOptions } from "./seal";

const ORIGIN = "https://relay.example";

class Clock {
  now = 0;
  private next = 1;
  private readonly due = new Map<number, { readonly at: number; readonly act: () => void }>();

  after = (act: () => void, ms = 0): number => {
    this.due.set(this.next, { at: this.now + ms, act });
    return this.next++;
  };

  forget = (timer: number | undefined): void => void this.due.delete(timer ?? 0);

  /** Turns second after second until the work has ended; says when that was and how. */
  async until(work: Promise<unknown>, most: number): Promise<{ at: number; code: string }> {
    let code = "";
    work.then(
      () => (code = "fulfilled"),
      (error: unknown) => (code = error instanceof Refusal ? error.code : String(error)),
    );
    for (; code === "" && this.now <= most; this.now += 1000) {
      for (const [timer, { at, act }] of [...this.due]) {
        if (at > this.now || !this.due.delete(timer)) continue;
        act();
      }
      // Streams hand a piece over in some tasks of their own.
      for (let turn = 0; turn < 4; turn++) await new Promise((resolve) => setImmediate(resolve));
    }
    return { at: this.now, code };
  }
}

type Answer = (signal: AbortSignal, clock: Clock) => Response;

function courierTo(answer: Answer): { courier: HttpCourier; clock: Clock } {
  const clock = new Clock();
  const fetch = async (_url: string, { signal }: { signal: AbortSignal }): Promise<Response> => answer(signal, clock);
  Object.assign(globalThis, { fetch, setTimeout: clock.after, clearTimeout: clock.forget });
  return { courier: new HttpCourier(ORIGIN), clock };
}

/** So many octets every so often, until the other side hangs up. */
const drip = (octets: number, everyMs: number, most = Infinity): Answer => (signal, clock) => {
  let sent = 0;
  const stream = new ReadableStream<Uint8Array>({
    start: (line) => {
      const more = (): void => {
        if (signal.aborted) return;
        line.enqueue(new Uint8Array(octets));
        sent += octets;
        if (sent >= most) line.close();
        else clock.after(more, everyMs);
      };
      clock.after(more, everyMs);
      signal.addEventListener("abort", () => line.error(new Error("aborted")));
    },
  });
  return new Response(stream);
};

async function drippedCall(): Promise<void> {
  const { courier, clock } = courierTo(drip(1, 19_000));
  const { at, code } = await clock.until(courier.call("claim", "{}"), 900_000);
  strictEqual(code, "unreachable");
  ok(at >= 59_000 && at <= 63_000, String(at));
}

async function silentCall(): Promise<void> {
  const { courier, clock } = courierTo(drip(1, 21_000));
  const { at, code } = await clock.until(courier.call("claim", "{}"), 900_000);
  strictEqual(code, "unreachable");
  ok(at <= 23_000, String(at));
}

async function drippedBody(): Promise<void> {
  const { courier, clock } = courierTo(drip(1, 19_000));
  let taken = 0;
  const work = courier.blob("{}", 204_800, (piece) => (taken += piece.length));
  const { at, code } = await clock.until(work, 900_000);
  strictEqual(code, "unreachable");
  strictEqual(taken, 8);
  ok(at >= 159_000 && at <= 163_000, String(at));
}

async function slowBody(): Promise<void> {
  const { courier, clock } = courierTo(drip(4096, 1000, 1_048_576));
  let taken = 0;
  const work = courier.blob("{}", 1_048_576, (piece) => (taken += piece.length));
  strictEqual((await clock.until(work, 900_000)).code, "fulfilled");
  strictEqual(taken, 1_048_576);
}

async function longAnswer(): Promise<void> {
  const { courier, clock } = courierTo(drip(8192, 1000));
  strictEqual((await clock.until(courier.call("hello", "{}"), 900_000)).code, "service");
  const body = courierTo(drip(8192, 1000));
  strictEqual((await body.clock.until(body.courier.blob("{}", 9000, () => undefined), 900_000)).code, "content");
}

async function longAnswerAtOnce(): Promise<void> {
  for (const said of [true, false]) {
    let held = false;
    const answer = (): Response =>
      ({
        status: 200,
        body: null,
        headers: new Headers(said ? { "content-length": "100000" } : {}),
        arrayBuffer: async () => {
          held = true;
          return new ArrayBuffer(100_000);
        },
      }) as unknown as Response;
    const { courier, clock } = courierTo(answer);
    strictEqual((await clock.until(courier.call("hello", "{}"), 900_000)).code, "service");
    strictEqual((await clock.until(courier.blob("{}", 99_999, () => undefined), 900_000)).code, "content");
    strictEqual(held, !said);
    let taken = 0;
    strictEqual((await clock.until(courier.blob("{}", 100_000, (all) => (taken = all.length)), 900_000)).code, "fulfilled");
    strictEqual(taken, 100_000);
  }
}

const OPTIONS: SealOptions = {
  relay: ORIGIN,
  created: 1_800_000_000,
  starts: 1_800_000_000,
  expires: 1_800_086_400,
  views: 1,
  rules: [],
  trace: false,
  from: "Marta",
  note: "",
  entry: "none",
  kind: "n",
  passcode: null,
};

/** A share, and what a hello answers: under its header, or under another one that has a right MAC too. */
function shared(): { link: Link; welcome: (views?: number) => string } {
  const { url, create } = seal('{"v":1,"message":"x","fields":[],"files":[],"key":""}', OPTIONS);
  const link = parseLink(url);
  const header = parseOctets(headerShape, fromB64((JSON.parse(create) as { header: string }).header));
  const welcome = (views = header.views): string => {
    const octets = utf8(encode(headerShape, { ...header, views }));
    const shown = documents(linkKeys(link), octets, { ...OPTIONS, views });
    return JSON.stringify({ ...shown, challenge: "A".repeat(43) + "=", views_left: 1, tries_left: 5 });
  };
  return { link, welcome };
}

/** An opening whose relay answers these in turn; the waits it was asked for, and the names of what it was sent. */
function opening(link: Link, answers: readonly (string | Refusal)[]): { one: Opening; waits: number[]; sent: string[] } {
  const waits: number[] = [];
  const sent: string[] = [];
  const courier: Courier = {
    call: async (name) => {
      const answer = answers[sent.push(name) - 1] ?? new Refusal("gone");
      if (answer instanceof Refusal) throw answer;
      return answer;
    },
    blob: async () => undefined,
    files: async () => undefined,
  };
  const tools: Tools = {
    ready: async () => undefined,
    derive: async () => new Uint8Array(32),
    wait: async (ms) => void waits.push(ms),
    tell: (_step: Step) => undefined,
  };
  return { one: new Opening(link, courier, tools), waits, sent };
}

const refused = (work: Promise<unknown>): Promise<string> =>
  work.then(
    () => "fulfilled",
    (error: unknown) => (error instanceof Refusal ? error.code : String(error)),
  );

async function longBusy(): Promise<void> {
  const { link, welcome } = shared();
  const busy = [1_000_000, 5].map((retryS) => new Refusal("busy", { retryS }));
  const { one, waits } = opening(link, [...busy, welcome()]);
  await one.greet();
  deepStrictEqual(waits, [60_000, 5000]);
}

async function anotherHeader(): Promise<void> {
  const { link, welcome } = shared();
  const stale = new Refusal("stale");
  const same = opening(link, [welcome(), stale, welcome()]);
  await same.one.greet();
  strictEqual(await refused(same.one.open("")), "gone");
  deepStrictEqual(same.sent, ["hello", "claim", "hello", "claim"]);
  const other = opening(link, [welcome(), stale, welcome(2)]);
  await other.one.greet();
  strictEqual(await refused(other.one.open("")), "altered");
  deepStrictEqual(other.sent, ["hello", "claim", "hello"]);
}

function strangeKinds(): void {
  for (const kind of ["constructor", "to-string", "valueof", "hidden"]) {
    strictEqual(labelOf(en, { label: "", kind }), "Text", kind);
  }
  strictEqual(labelOf(en, { label: "", kind: "password" }), "Password");
  strictEqual(labelOf(en, { label: "PIN", kind: "constructor" }), "PIN");
}

const whole = (kind: string, value: string): string => pieces(kind, value).map(({ text }) => text).join("");
const ghosts = (kind: string, value: string): string[] =>
  pieces(kind, value).flatMap(({ text, tone }) => (tone === "ghost" ? [text] : []));

function manyRuns(): void {
  for (const value of ["a1".repeat(500_000), "\u200b".repeat(1_000_000), "\u202ea1".repeat(300_000)]) {
    for (const kind of ["password", "code", "url", "text", "label"]) {
      ok(pieces(kind, value).length <= 502, kind);
      strictEqual(whole(kind, value), value);
    }
  }
  deepStrictEqual(
    pieces("password", "ab12-é").map(({ tone }) => tone),
    ["", "digit", "symbol", ""],
  );
}

function unseenCharacters(): void {
  const address = "https://loja.example/\u202etp.elpmaxe\u200b\u00a0x";
  deepStrictEqual(ghosts("url", address), ["\u202e", "\u200b", "\u00a0"]);
  for (const unseen of ["\u0000", "\u00ad", "\u115f", "\u2066", "\u3164", "\ufeff", "\u{e0041}"]) {
    for (const kind of ["url", "username", "email", "code", "password", "phone", "totp"]) {
      deepStrictEqual(ghosts(kind, `a${unseen}1`), [unseen]);
      strictEqual(whole(kind, `a${unseen}1`), `a${unseen}1`);
    }
  }
  deepStrictEqual(ghosts("code", "1 2\n3\t4"), []);
  deepStrictEqual(ghosts("label", "\u202elru\u200d"), ["\u202e"]);
  deepStrictEqual(ghosts("strange", "\u202elru"), ["\u202e"]);
  deepStrictEqual(ghosts("message", "one\ntwo \u2067three\u2069"), []);
}

const CASES: Readonly<Record<string, () => void | Promise<void>>> = {
  "dripped-call": drippedCall,
  "silent-call": silentCall,
  "dripped-body": drippedBody,
  "slow-body": slowBody,
  "long-answer": longAnswer,
  "long-answer-at-once": longAnswerAtOnce,
  "long-busy": longBusy,
  "another-header": anotherHeader,
  "strange-kinds": strangeKinds,
  "many-runs": manyRuns,
  "unseen-characters": unseenCharacters,
};

await ready();
for (const name of process.argv.slice(2)) {
  const found = CASES[name];
  if (found === undefined) throw new Error(`no case ${name}`);
  await found();
  process.stdout.write(`${name} holds\n`);
}
