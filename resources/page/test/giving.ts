// Lines that break and relays that mean harm, before the page's own way of answering a request. Each case by its name on the command
// line; the exit tells. Not served.

import { deepStrictEqual, notDeepStrictEqual, ok, rejects, strictEqual } from "node:assert";

import { conditionsMac } from "../src/core/documents";
import type { FormField, FormPart } from "../src/core/request/documents";
import { Refusal } from "../src/core/errors";
import { concat, fromB64, readU32, toB64, utf8 } from "../src/core/octets";
import { Giving, NO_FILES } from "../src/core/request/giving";
import type { GivingCourier } from "../src/core/request/giving";
import { requestKeys } from "../src/core/request/keys";
import type { RequestLink } from "../src/core/request/link";
import { newSession } from "../src/core/request/submission";
import type { Submission } from "../src/core/request/submission";
import { upload } from "../src/core/request/uploading";
import type { Source, Told, UploadLine } from "../src/core/request/uploading";
import { D, H, argon2id, sodium } from "../src/core/sodium";
import { doubtOf } from "../src/request/doubts";
import { typingOf } from "../src/request/kinds";
import { contentLimit } from "../src/request/limit";
import { Unreadable } from "../src/request/reading";
import { Sending } from "../src/request/sending";
import { ready } from "./ready";

type Octets = Uint8Array<ArrayBuffer>;

const STEP = 10;
const stop = new AbortController().signal;
const unreachable = (): Refusal => new Refusal("unreachable");

/** A relay's end of one upload, and a line that does what the case says at each put. */
class Line implements UploadLine {
  kept = new Map<string, Octets>();
  tokens = 0;
  puts = 0;
  waited = 0;
  abandoned = 0;

  constructor(private readonly at: (put: number, line: Line, token: string) => "cut" | "lost" | "unknown" | "" = () => "") {}

  wait = async (ms: number): Promise<void> => void (this.waited += ms);
  tell = (): void => undefined;
  now = (): number => 0;
  token = (): Octets => new Uint8Array([++this.tokens]);
  abandon = (): void => void this.abandoned++;

  offer = async (token: Octets): Promise<number> => {
    const name = toB64(token);
    if (!this.kept.has(name)) this.kept.set(name, new Uint8Array());
    return this.kept.get(name)?.length ?? 0;
  };

  put = async (token: Octets, offset: number, content: Octets): Promise<number> => {
    const name = toB64(token);
    const happens = this.at(++this.puts, this, name);
    if (happens === "unknown") throw new Refusal("unknown");
    if (happens === "lost") throw unreachable();
    const have = this.kept.get(name) ?? new Uint8Array();
    if (offset !== have.length) throw new Refusal("offset");
    const whole = concat(have, content);
    this.kept.set(name, whole);
    if (happens === "cut") throw unreachable();
    return whole.length;
  };
}

const TEXT = Uint8Array.from({ length: 97 }, (_, n) => n);
let sealings: number[] = [];

const source = (): Source => {
  sealings = [];
  const piece = async (offset: number, steps: number): Promise<Octets> => {
    sealings.push(offset);
    return TEXT.slice(offset, offset + STEP * steps);
  };
  return { size: TEXT.length, step: STEP, piece };
};

async function whole(line: Line): Promise<void> {
  const token = await upload(line, source(), { sent: () => undefined, stop });
  deepStrictEqual(line.kept.get(toB64(token)), TEXT);
}

const LINK_ID = Uint8Array.from({ length: 16 }, (_, n) => n);
const ORIGIN = "https://relay.example";

interface Asked {
  readonly link: RequestLink;
  readonly shown: (note?: string) => string;
}

function asked(): Asked {
  const pair = sodium.crypto_box_keypair();
  const secret = sodium.randombytes_buf(32) as Octets;
  const link: RequestLink = { origin: ORIGIN, id: LINK_ID, kind: "n", secret, recipient: pair.publicKey as Octets };
  const keys = requestKeys(link);
  const header = utf8(
    JSON.stringify({ v: 1, kind: "request", created: 1, expires: 2, takes: 1, rate: 1, files: 0, relay: ORIGIN }),
  );
  const conditions = utf8(JSON.stringify({ n: 0, starts: 1, expires: 2, views: 1, paused: false }));
  const shown = (note = ""): string => {
    const parts = [{ kind: "text", label: "", many: 1, fields: [{ kind: "text", label: "", hint: "", required: true }] }];
    const plain = new Uint8Array(1024).fill(0x20);
    plain.set(utf8(JSON.stringify({ from: "Marta", note, entry: "none", files: "none", parts })));
    const nonce = LINK_ID.length === 16 ? H(utf8(note)).slice(0, 24) : new Uint8Array(24);
    const form = concat(nonce, sodium.crypto_aead_xchacha20poly1305_ietf_encrypt(plain, H(header), null, nonce, keys.form));
    return JSON.stringify({
      header: toB64(header),
      header_mac: toB64(D(keys.header, "header", header)),
      form: toB64(form),
      conditions: toB64(conditions),
      conditions_mac: toB64(conditionsMac(keys.conditions, header, conditions)),
      challenge: toB64(sodium.randombytes_buf(32)),
      views_left: 1,
      tries_left: 5,
    });
  };
  return { link, shown };
}

/** A relay that takes everything, but for what the case answers itself. */
class Relay implements GivingCourier {
  readonly submits: string[] = [];
  private have = 0;

  constructor(
    private readonly from: Asked,
    private readonly answer: (relay: Relay, name: string) => string | null = () => null,
  ) {}

  async call(name: string, message: string): Promise<string> {
    if (name === "submit") this.submits.push(message);
    const own = this.answer(this, name);
    if (own !== null) return own;
    if (name === "look") return this.from.shown();
    if (name === "offer") return JSON.stringify({ have: this.have });
    return JSON.stringify({ number: 1, now: 1 });
  }

  async put(message: Octets): Promise<string> {
    this.have += message.length - 4 - readU32(message, 0);
    return JSON.stringify({ have: this.have });
  }
}

const SUBMISSION = (): Submission => ({
  ...{ v: 1, language: "pt-PT", session: newSession(), i: 0, at: 1, message: "" },
  ...{ answers: [{ part: 0, values: ["x"] }], files: [], key: "" },
});

async function submitted(relay: Relay, from: Asked, waits: number[] = []): Promise<number> {
  const tools = {
    ready: async () => undefined,
    derive: async (password: Octets, salt: Octets) => argon2id(password, salt),
    wait: async (ms: number) => void waits.push(ms),
    tell: () => undefined,
  };
  const giving = new Giving(from.link, relay, tools);
  await giving.look();
  return giving.submit(giving.seal(SUBMISSION()), NO_FILES, { sent: () => undefined, stop });
}

const refusing = (code: Refusal["code"], facts = {}): never => {
  throw new Refusal(code, facts);
};

const CASES: Readonly<Record<string, () => Promise<void>>> = {
  async "cut-at-every-piece"() {
    for (let cut = 1; cut <= 10; cut++) {
      for (const how of ["cut", "lost"] as const) {
        const line = new Line((put) => (put === cut ? how : ""));
        await whole(line);
        strictEqual(line.tokens, 1);
        ok(line.waited > 0 || cut > line.puts);
      }
    }
  },
  async "a-poor-line"() {
    const line = new Line((put) => (put % 2 === 1 ? (put % 4 === 1 ? "cut" : "lost") : ""));
    await whole(line);
    strictEqual(line.tokens, 1);
  },
  async "a-relay-that-forgot-chunks"() {
    const line = new Line((put, relay, token) => {
      if (put !== 3) return "";
      relay.kept.set(token, TEXT.slice(0, STEP));
      return "lost";
    });
    await whole(line);
    strictEqual(line.tokens, 1);
    // What was sealed before is sealed again, and from there only.
    ok(sealings.filter((offset) => offset === STEP).length === 2, String(sealings));
  },
  async "a-relay-that-forgot-half-a-chunk"() {
    const line = new Line((put, relay, token) => {
      if (put !== 3) return "";
      relay.kept.set(token, TEXT.slice(0, STEP / 2));
      return "lost";
    });
    await whole(line);
    strictEqual(line.tokens, 2);
    strictEqual(line.abandoned, 1);
  },
  async "an-upload-that-is-gone"() {
    const line = new Line((put) => (put === 2 ? "unknown" : ""));
    await whole(line);
    strictEqual(line.tokens, 2);
  },
  async "an-upload-that-is-always-gone"() {
    const line = new Line(() => "unknown");
    await rejects(whole(line));
    strictEqual(line.tokens, 4);
  },
  async "broken-off"() {
    const line = new Line((put, relay) => {
      if (put === 3 && relay.tokens === 1) throw new Refusal("full");
      return "";
    });
    let begun: Octets | null = null;
    const told = (): Told => ({ sent: () => undefined, stop, begun, begins: (token) => void (begun = token) });
    await rejects(upload(line, source(), told()), { code: "full" });
    const before = sealings.length;
    const token = await upload(line, source(), told());
    deepStrictEqual(line.kept.get(toB64(token)), TEXT);
    deepStrictEqual([line.tokens, line.abandoned], [1, 0]);
    ok(before > 1 && !sealings.includes(0), String(sealings));
    const cancelled = new AbortController();
    cancelled.abort();
    await rejects(upload(line, source(), { ...told(), stop: cancelled.signal }));
    strictEqual(line.abandoned, 1);
  },
  async "the-same-files"() {
    const uploads: { readonly size: number; readonly begun: Octets | null; readonly token: Octets }[] = [];
    const abandoned: Octets[] = [];
    let failing = true;
    const giving = {
      abandon: (token: Octets) => void abandoned.push(token),
      upload: async ({ size }: Source, { begun, begins }: Told): Promise<Octets> => {
        const token = begun ?? new Uint8Array([uploads.length + 1]);
        uploads.push({ size, begun: begun ?? null, token });
        begins?.(token);
        if (failing) throw new Refusal("full");
        return token;
      },
    } as unknown as Giving;
    const sending = new Sending(giving, () => Promise.reject(new Error("no worker here")));
    const file = (name: string, content: string): File => new File([content], name, { lastModified: 1 });
    const [a, b] = [file("a.jpg", "a"), file("b.jpg", "bb")];
    sending.choose([a, b]);
    await rejects(sending.whole(), { code: "full" });
    await Promise.resolve();
    strictEqual(sending.progress.name, "failed");
    failing = false;
    sending.choose([b, a]);
    const first = await sending.whole();
    deepStrictEqual([uploads.length, uploads[1]?.begun, abandoned.length], [2, uploads[0]?.token, 0]);
    deepStrictEqual(first.files.map(({ name }) => name), ["a.jpg", "b.jpg"]);
    sending.choose([file("b.jpg", "bb"), a]);
    strictEqual(await sending.whole(), first);
    strictEqual(uploads.length, 2);
    sending.choose([a, b, file("b.jpg", "bb")]);
    const second = await sending.whole();
    deepStrictEqual([uploads.length, uploads[2]?.begun, abandoned.length], [3, null, 1]);
    notDeepStrictEqual(second.key, first.key);
    sending.anew([a, b, file("b.jpg", "bb")]);
    await sending.whole();
    deepStrictEqual([uploads.length, abandoned.length], [4, 2]);
  },
  async "a-file-that-changes"() {
    const chunk = 262_144;
    /** As a browser gives it that never looks whether it is still the same. */
    class Disk extends File {
      constructor(private now: Octets) {
        super([now], "a.log", { lastModified: 1 });
      }
      override slice = (from: number, to: number): Blob => new Blob([this.now.subarray(from, to)]);
      change = (at: number): void => void (this.now = this.now.map((octet, n) => (n === at ? octet ^ 1 : octet)));
    }
    const still = new File(["still"], "b.txt", { lastModified: 1 });
    for (const [at, after] of [[0, 1], [chunk, 1], [2 * chunk + 4, 3], [0, 3], [-1, 3]] as const) {
      const file = new Disk(new Uint8Array(2 * chunk + 5));
      let [tokens, abandoned, again] = [0, 0, false];
      const giving = {
        abandon: () => void abandoned++,
        upload: async ({ size, step, piece }: Source, { begins }: Told): Promise<Octets> => {
          const token = new Uint8Array([++tokens]);
          begins?.(token);
          for (let have = 0, pieces = 0; have < size; have += step) {
            await piece(have, 1);
            // The line broke, and its last piece is sealed again.
            if (again) await piece(have, 1);
            if (++pieces === after) file.change(at);
          }
          return token;
        },
      } as unknown as Giving;
      const sending = new Sending(giving, () => Promise.reject(new Error("no worker here")));
      sending.choose([still, file]);
      // A chunk that changed before it was read is as whole as one that did not.
      const whole = at === -1 || (at === chunk && after === 1) || (at === 2 * chunk + 4 && after < 3);
      if (whole) {
        deepStrictEqual([(await sending.whole()).files.length, abandoned], [2, 0]);
      } else {
        await rejects(sending.whole(), Unreadable);
        await Promise.resolve();
        deepStrictEqual([sending.progress, abandoned], [{ name: "failed", why: "unreadable" }, 1]);
        sending.choose([still, file]);
        await rejects(sending.whole(), Unreadable);
        again = true;
        sending.choose([still, new Disk(new Uint8Array(2 * chunk + 5))]);
        strictEqual((await sending.whole()).token[0], 2);
      }
    }
  },
  async "a-kind-that-every-object-has"() {
    for (const kind of ["constructor", "toString", "__proto__", "hasOwnProperty", "card", "code", "own"]) {
      for (const field of ["constructor", "valueOf", "__proto__", "code", "text"]) {
        const asked = { kind: field, label: "", hint: "", required: false };
        const typing = typingOf({ kind, label: "", many: 1, fields: [asked] } as FormPart, asked as FormField);
        ok(typeof typing === "object" && Object.keys(typing).length > 0, `${kind} ${field}`);
      }
    }
  },
  async "an-answer-that-is-lost"() {
    const from = asked();
    const relay = new Relay(from, (one, name) => (name === "submit" && one.submits.length < 4 ? refusing("unreachable") : null));
    strictEqual(await submitted(relay, from), 1);
    strictEqual(new Set(relay.submits).size, 1);
    strictEqual(relay.submits.length, 4);
  },
  async "a-challenge-that-is-old"() {
    const from = asked();
    const relay = new Relay(from, (one, name) => (name === "submit" && one.submits.length === 1 ? refusing("stale") : null));
    strictEqual(await submitted(relay, from), 1);
    const [first, second] = relay.submits.map((each) => JSON.parse(each) as Record<string, string>);
    strictEqual(first?.["envelope"], second?.["envelope"]);
    notDeepStrictEqual(first?.["signature"], second?.["signature"]);
    strictEqual(fromB64(first?.["envelope"] ?? "").length, 32);
  },
  async "another-form"() {
    const from = asked();
    let looks = 0;
    const relay = new Relay(from, (one, name) => {
      if (name === "look") return from.shown(looks++ === 0 ? "" : "outra coisa");
      return name === "submit" && one.submits.length === 1 ? refusing("stale") : null;
    });
    await rejects(submitted(relay, from), { code: "altered" });
    strictEqual(relay.submits.length, 1);
  },
  async "busy-for-hours"() {
    const from = asked();
    const waits: number[] = [];
    const relay = new Relay(from, (_, name) => (name === "submit" ? refusing("busy", { retryS: 40_000 }) : null));
    await rejects(submitted(relay, from, waits), { code: "full" });
    deepStrictEqual(waits, []);
  },
  async "doubts"() {
    const right = {
      nif: ["123456789", "PT 501 442 600", "123 456 789"],
      niss: ["11122233343", "12345678902"],
      iban: ["PT50 0002 0123 1234 5678 9015 4", "DE89370400440532013000", "gb29 nwbk 6016 1331 9268 19"],
      card: ["4111 1111 1111 1111", "378282246310005"],
      email: ["ana@loja.pt"],
      month: ["04/29", "4/2029", "12-30"],
      bic: ["BCOMPTPL", "BCOMPTPLXXX"],
      url: ["loja.pt", "https://loja.pt/admin?x=1"],
      phone: ["+351 912 345 678"],
    } as const;
    const wrong = {
      nif: ["123456788", "12345678"],
      niss: ["11122233344", "31122233343"],
      iban: ["PT50 0002 0123 1234 5678 9015 5", "PT50"],
      card: ["4111 1111 1111 1112"],
      email: ["ana@loja", "ana"],
      month: ["13/29", "0429x"],
      bic: ["BCOMPT"],
      url: ["loja"],
      phone: ["91"],
    } as const;
    for (const [kind, values] of Object.entries(right)) for (const value of values) strictEqual(doubtOf(kind as "nif", value), null, `${kind} ${value}`);
    for (const [kind, values] of Object.entries(wrong)) for (const value of values) strictEqual(doubtOf(kind as "nif", value), kind, `${kind} ${value}`);
    strictEqual(doubtOf("text", "x"), null);
    strictEqual(doubtOf("nif", ""), null);
  },
  async "room-for-files"() {
    strictEqual(contentLimit(0), 0);
    strictEqual(contentLimit(4136), 4096);
    strictEqual(contentLimit(2_147_811_328), 2_147_483_648);
    ok(contentLimit(50_000_000) > 48_000_000);
  },
};

await ready();
const name = process.argv[2] ?? "";
await CASES[name]?.();
if (CASES[name] === undefined) throw new Error(`no case ${name}`);
console.log(`${name} holds`);
