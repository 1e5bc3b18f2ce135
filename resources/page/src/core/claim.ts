// One opening, from hello to the manifest (PROTOCOL 10), as a machine without a screen: the page shows its steps, the tests drive
// it in Node. Owns every message's making and checking; how long to wait and how to derive are handed in.

import { openBody } from "./body";
import type { Manifest } from "./body";
import type { Courier } from "./courier";
import { openConditions, openCover, openHeader } from "./documents";
import type { Conditions, Cover, Header } from "./documents";
import { Refusal, altered } from "./errors";
import { Malformed } from "./json";
import { bodyKey, linkKeys, noPasscodeKey, recipientKeys } from "./keys";
import type { LinkKeys, RecipientKeys } from "./keys";
import type { Link } from "./link";
import { concat, equal, toB64, utf8 } from "./octets";
import { readPasscode } from "./passcode";
import { H, sodium, wipe } from "./sodium";
import { claimShape, encodeAck, encodeBlob, encodeHello, parseGranted, parseWelcome } from "./wire";
import type { Granted, Stage, Welcome } from "./wire";
import { encode } from "./json";

type Octets = Uint8Array<ArrayBuffer>;

export type Step =
  | { readonly name: "deriving" }
  | { readonly name: "claiming" }
  | { readonly name: "fetching"; readonly received: number; readonly size: number }
  | { readonly name: "opening" }
  | { readonly name: "waiting"; readonly why: "unreachable" | "busy"; readonly ms: number };

export interface Tools {
  /** Resolves when libsodium is here; rejects as unreachable where it is to be asked for again. */
  readonly ready: () => Promise<void>;
  /** K_pass of password and salt, off the main thread where that can be. */
  readonly derive: (password: Octets, salt: Octets) => Promise<Octets>;
  /** Resolves after so many milliseconds, or sooner when there is reason to try again. */
  readonly wait: (ms: number) => Promise<void>;
  readonly tell: (step: Step) => void;
}

export interface Greeting {
  readonly header: Header;
  readonly conditions: Conditions;
  readonly cover: Cover;
  readonly welcome: Welcome;
}

export interface Opened {
  readonly manifest: Manifest;
  readonly viewsLeft: number;
}

const MOST_STALE = 3;
const LONGEST_WAIT_MS = 15_000;
// A relay names how long it is busy: without a ceiling it could send people away for days.
const LONGEST_BUSY_MS = 60_000;
const CLAIM = concat(utf8("lacre/1/claim"), new Uint8Array(1));

const readable = <T>(read: () => T): T => {
  try {
    return read();
  } catch (error) {
    if (error instanceof Malformed) throw new Refusal("service");
    throw error;
  }
};

/** What a hello answered, if all of it is the sender's and of this origin. */
export function verifyWelcome(link: Link, keys: LinkKeys, welcome: Welcome): Greeting {
  const { header, conditions } = verifyMacs(link, keys, welcome);
  const cover = openCover(keys.cover, welcome.header, welcome.cover);
  return { header, conditions, cover, welcome };
}

/** The part of it that needs no libsodium. */
function verifyMacs(link: Link, keys: LinkKeys, welcome: Welcome): Pick<Greeting, "header" | "conditions"> {
  const header = openHeader(keys, welcome.header, welcome.headerMac, link.origin);
  const conditions = openConditions(keys, header, welcome.header, welcome.conditions, welcome.conditionsMac);
  return { header, conditions };
}

export interface BoxPair {
  readonly publicKey: Uint8Array;
  readonly privateKey: Uint8Array;
}

/** The keys of one opening. */
interface Prepared {
  readonly mine: RecipientKeys;
  readonly pair: BoxPair;
}

/** `accepted` is the sealed acceptance, empty if the header asks for none. */
export function claimSignature(
  link: Link,
  keys: RecipientKeys,
  welcome: Welcome,
  pub: Uint8Array,
  accepted: Uint8Array,
  relay: string,
): Octets {
  const signed = concat(CLAIM, link.id, welcome.challenge, pub, H(welcome.header), H(accepted), utf8(relay));
  return sodium.crypto_sign_detached(signed, keys.proofSecret) as Octets;
}

export function encodeClaim(link: Link, keys: LinkKeys, mine: RecipientKeys, greeting: Greeting, pub: Uint8Array): string {
  const signature = claimSignature(link, mine, greeting.welcome, pub, new Uint8Array(0), greeting.header.relay);
  return encode(claimShape, {
    id: toB64(link.id),
    proof: toB64(keys.proof),
    challenge: toB64(greeting.welcome.challenge),
    key: toB64(pub),
    code: "",
    acceptance: "",
    signature: toB64(signature),
  });
}

export function openAnswer(answer: Uint8Array, pair: BoxPair): { half: Octets; ticket: Octets } {
  let plain: Uint8Array;
  try {
    plain = sodium.crypto_box_seal_open(answer, pair.publicKey, pair.privateKey);
  } catch {
    throw new Refusal("content");
  }
  if (plain.length !== 64) throw new Refusal("content");
  return { half: plain.slice(0, 32) as Octets, ticket: plain.slice(32) as Octets };
}

export class Opening {
  readonly keys: LinkKeys;
  private greeting: Greeting | null = null;
  private header: Octets | null = null;
  private ticket: Octets | null = null;
  private prepared: Prepared | null = null;

  constructor(
    readonly link: Link,
    private readonly courier: Courier,
    private readonly tools: Tools,
  ) {
    this.keys = linkKeys(link);
  }

  /** Whether a view has been taken: from then on a reload cannot bring the content back. */
  get claimed(): boolean {
    return this.ticket !== null;
  }

  async greet(): Promise<Greeting> {
    const message = encodeHello(this.link.id, this.keys.proof);
    // The relay is asked while libsodium is on its way: hello needs nothing but BLAKE2b.
    const received = await this.patiently(() => this.courier.call("hello", message));
    const welcome = readable(() => parseWelcome(received));
    const macs = verifyMacs(this.link, this.keys, welcome);
    await this.patiently(() => this.tools.ready());
    const greeting: Greeting = { ...macs, cover: openCover(this.keys.cover, welcome.header, welcome.cover), welcome };
    this.requireSameHeader(greeting.welcome.header);
    if (greeting.conditions.paused) throw new Refusal("paused");
    this.greeting = greeting;
    return greeting;
  }

  /** Makes ahead what an opening without a passcode needs, after the greeting and before the person acts. Sends nothing. */
  prepare(): void {
    this.prepared ??= { mine: recipientKeys(this.link, this.keys, noPasscodeKey()), pair: sodium.crypto_box_keypair() };
  }

  /** Takes one view (or one try) and gives the content. `typed` is ignored where the link needs no passcode. */
  async open(typed: string): Promise<Opened> {
    const { mine, pair } = await this.own(typed);
    this.tools.tell({ name: "claiming" });
    const granted = await this.claim(mine, pair);
    try {
      return await this.receive(granted, mine, pair);
    } catch (error) {
      throw error instanceof Refusal ? new Refusal(afterClaim(error), { ...error.facts, claimed: true }) : error;
    } finally {
      wipe(pair.privateKey, mine.recipient, mine.proofSecret);
    }
  }

  async acknowledge(stage: Stage): Promise<void> {
    if (this.ticket === null) return;
    await this.courier.call("ack", encodeAck(this.link.id, this.ticket, stage));
  }

  /** A share has one header for life: another one, even under a right MAC, is not what the person was shown before they typed. */
  private requireSameHeader(header: Octets): void {
    if (this.header !== null && !equal(this.header, header)) throw altered();
    this.header = header;
  }

  /** What was prepared serves one opening; with a passcode nothing can be. */
  private async own(typed: string): Promise<Prepared> {
    if (this.link.kind !== "n") return { mine: await this.passcodeKeys(typed), pair: sodium.crypto_box_keypair() };
    this.prepare();
    const prepared = this.prepared as Prepared;
    this.prepared = null;
    return prepared;
  }

  private async passcodeKeys(typed: string): Promise<RecipientKeys> {
    const password = readPasscode(this.link.kind, typed);
    this.tools.tell({ name: "deriving" });
    const passKey = await this.tools.derive(password, this.keys.salt);
    const keys = recipientKeys(this.link, this.keys, passKey);
    wipe(password, passKey);
    return keys;
  }

  private async claim(mine: RecipientKeys, pair: BoxPair): Promise<Granted> {
    for (let stale = 0; ; stale++) {
      const greeting = this.greeting ?? (await this.greet());
      // The same octets however often the line drops: the relay then gives the stored answer and takes no second view.
      const message = encodeClaim(this.link, this.keys, mine, greeting, pair.publicKey);
      try {
        const received = await this.patiently(() => this.courier.call("claim", message));
        return readable(() => parseGranted(received));
      } catch (error) {
        if (!(error instanceof Refusal) || error.code !== "stale" || stale === MOST_STALE) throw error;
        this.greeting = null;
      }
    }
  }

  private async receive(granted: Granted, mine: RecipientKeys, pair: BoxPair): Promise<Opened> {
    const { header, welcome } = this.greeting as Greeting;
    const { half, ticket } = openAnswer(granted.answer, pair);
    this.ticket = ticket;
    if (granted.size !== header.size || granted.files !== header.files) throw new Refusal("content");
    const body = await this.fetchBody(ticket, header.size);
    this.tools.tell({ name: "opening" });
    const key = bodyKey(mine.recipient, half, welcome.header);
    try {
      return { manifest: openBody(key, body, header.size, header.files), viewsLeft: granted.viewsLeft };
    } finally {
      wipe(key, half, body);
    }
  }

  private async fetchBody(ticket: Octets, size: number): Promise<Octets> {
    const body = new Uint8Array(size);
    let received = 0;
    const take = (piece: Uint8Array): void => {
      if (received + piece.length > size) throw new Refusal("content");
      body.set(piece, received);
      received += piece.length;
      this.tools.tell({ name: "fetching", received, size });
    };
    while (received < size) {
      await this.patiently(async () => {
        const before = received;
        await this.courier.blob(encodeBlob(this.link.id, ticket, received), size - received, take);
        // An answer that ends early without an error: ask again from there, but not for ever without progress.
        if (received === before) throw new Refusal("unreachable");
      });
    }
    return body;
  }

  private async patiently<T>(call: () => Promise<T>): Promise<T> {
    for (let failures = 0; ; failures++) {
      try {
        return await call();
      } catch (error) {
        if (!(error instanceof Refusal)) throw error;
        if (error.code !== "unreachable" && error.code !== "busy") throw error;
        const busyMs = Math.min((error.facts.retryS ?? 2) * 1000, LONGEST_BUSY_MS);
        const ms = error.code === "busy" ? busyMs : Math.min(1000 * 2 ** failures, LONGEST_WAIT_MS);
        this.tools.tell({ name: "waiting", why: error.code, ms });
        await this.tools.wait(ms);
      }
    }
  }
}

/** With a ticket in hand "unknown" means that the window closed; everything else keeps its name. */
function afterClaim(error: Refusal): Refusal["code"] {
  return error.code === "unknown" ? "window" : error.code;
}
