// One opening, from hello to the manifest (PROTOCOL 10), as a machine without a screen: the page shows its steps, the tests drive
// it in Node. Owns every message's making and checking; how long to wait and how to derive are handed in.

import { openBody } from "./body";
import type { Manifest } from "./body";
import type { Courier } from "./courier";
import { openConditions, openCover, openHeader } from "./documents";
import type { Conditions, Cover, Header } from "./documents";
import { Refusal, altered } from "./errors";
import { Malformed, encode } from "./json";
import { bodyKey, linkKeys, noPasscodeKey, recipientKeys } from "./keys";
import type { LinkKeys, RecipientKeys } from "./keys";
import type { Link } from "./link";
import { concat, equal, toB64, utf8 } from "./octets";
import { readPasscode } from "./passcode";
import { patiently } from "./patience";
import type { Patience, Waiting } from "./patience";
import { H, sodium, wipe } from "./sodium";
import { openTerms, sealAcceptance } from "./terms";
import type { Consent } from "./terms";
import { claimShape, encodeAck, encodeBlob, encodeCode, encodeFiles, encodeHello, parseGranted, parseWelcome } from "./wire";
import type { Granted, Language, Stage, Welcome } from "./wire";

type Octets = Uint8Array<ArrayBuffer>;

export type Step =
  | { readonly name: "deriving" }
  | { readonly name: "claiming" }
  | { readonly name: "fetching"; readonly received: number; readonly size: number }
  | { readonly name: "opening" }
  | Waiting;

export interface Tools extends Patience {
  /** Resolves when libsodium is here; rejects as unreachable where it is to be asked for again. */
  readonly ready: () => Promise<void>;
  /** K_pass of password and salt, off the main thread where that can be. */
  readonly derive: (password: Octets, salt: Octets) => Promise<Octets>;
  readonly tell: (step: Step) => void;
}

export interface Greeting {
  readonly header: Header;
  readonly conditions: Conditions;
  readonly cover: Cover;
  /** What is to be accepted; null where nothing is. */
  readonly terms: string | null;
  readonly welcome: Welcome;
}

export interface Opened {
  readonly manifest: Manifest;
  readonly viewsLeft: number;
}

const MOST_STALE = 3;
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
  return openDocuments(keys, verifyMacs(link, keys, welcome), welcome);
}

function openDocuments(keys: LinkKeys, macs: Pick<Greeting, "header" | "conditions">, welcome: Welcome): Greeting {
  const cover = openCover(keys.cover, welcome.header, welcome.cover);
  const terms = openTerms(keys.terms, macs.header.terms, welcome.header, welcome.terms);
  return { ...macs, cover, terms, welcome };
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

/** What a claim carries because the header asks for it: the code of the identity check, the sealed acceptance; empty where it does not. */
export interface Asked {
  readonly code: string;
  readonly acceptance: Uint8Array;
}

export const NOTHING_ASKED: Asked = { code: "", acceptance: new Uint8Array() };

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

export function encodeClaim(
  link: Link,
  keys: LinkKeys,
  mine: RecipientKeys,
  greeting: Greeting,
  pub: Uint8Array,
  asked: Asked = NOTHING_ASKED,
): string {
  const signature = claimSignature(link, mine, greeting.welcome, pub, asked.acceptance, greeting.header.relay);
  return encode(claimShape, {
    id: toB64(link.id),
    proof: toB64(keys.proof),
    challenge: toB64(greeting.welcome.challenge),
    key: toB64(pub),
    code: asked.code,
    acceptance: toB64(asked.acceptance),
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
  private consent: Consent | null = null;
  private code = "";
  /** One for all tries where the identity is checked: the code that is sent belongs to it. */
  private checked: BoxPair | null = null;

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

  /** From when on it opens, as it was said last. */
  get starts(): number {
    return this.greeting?.conditions.starts ?? 0;
  }

  async greet(): Promise<Greeting> {
    const message = encodeHello(this.link.id, this.keys.proof);
    // The relay is asked while libsodium is on its way: hello needs nothing but BLAKE2b.
    const received = await this.patiently(() => this.courier.call("hello", message));
    const welcome = readable(() => parseWelcome(received));
    const macs = verifyMacs(this.link, this.keys, welcome);
    await this.patiently(() => this.tools.ready());
    const greeting = openDocuments(this.keys, macs, welcome);
    this.requireSameHeader(greeting.welcome.header);
    if (greeting.conditions.paused) throw new Refusal("paused");
    this.greeting = greeting;
    return greeting;
  }

  /** The person has accepted the terms, under this name and now. Said with the claim and not before. */
  accept(name: string): void {
    this.consent = { name, at: Math.floor(Date.now() / 1000) };
  }

  /** Asks once that a code be sent. Whether the address is the right one is not said. */
  async askCode(address: string, language: Language): Promise<void> {
    this.checked ??= sodium.crypto_box_keypair();
    await this.courier.call("code", encodeCode(this.link.id, this.keys.proof, this.checked.publicKey, address, language));
  }

  useCode(code: string): void {
    this.code = code;
  }

  /** Makes ahead what an opening without a passcode needs, after the greeting and before the person acts. Sends nothing. */
  prepare(): void {
    this.prepared ??= { mine: recipientKeys(this.link, this.keys, noPasscodeKey()), pair: this.pair() };
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
      wipe(pair.privateKey, mine.recipient, mine.acceptance, mine.proofSecret);
    }
  }

  async acknowledge(stage: Stage, file = 0): Promise<void> {
    if (this.ticket === null) return;
    await this.courier.call("ack", encodeAck(this.link.id, this.ticket, stage, file));
  }

  /** Octets of the sealed files, handed over as they come; the ticket of this opening is what they cost. */
  async fetchFiles(offset: number, length: number, take: (piece: Uint8Array) => void, signal: AbortSignal): Promise<void> {
    if (this.ticket === null) throw new Refusal("window");
    await this.courier.files(encodeFiles(this.link.id, this.ticket, offset, length), length, take, signal);
  }

  /** A share has one header for life: another one, even under a right MAC, is not what the person was shown before they typed. */
  private requireSameHeader(header: Octets): void {
    if (this.header !== null && !equal(this.header, header)) throw altered();
    this.header = header;
  }

  private pair(): BoxPair {
    return this.greeting?.header.identity === true ? (this.checked ??= sodium.crypto_box_keypair()) : sodium.crypto_box_keypair();
  }

  private asked(mine: RecipientKeys, { header, welcome }: Greeting): Asked {
    const sealed = header.terms && this.consent !== null;
    return {
      code: header.identity ? this.code : "",
      acceptance: sealed ? sealAcceptance(mine.acceptance, this.consent as Consent, welcome.header, welcome.terms) : new Uint8Array(),
    };
  }

  /** What was prepared serves one opening; with a passcode nothing can be. */
  private async own(typed: string): Promise<Prepared> {
    if (this.link.kind !== "n") return { mine: await this.passcodeKeys(typed), pair: this.pair() };
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
    let asked: Asked | null = null;
    for (let stale = 0; ; stale++) {
      const greeting = this.greeting ?? (await this.greet());
      // Sealed once: under the same header the same acceptance holds, however often the challenge grows old.
      asked ??= this.asked(mine, greeting);
      // The same octets however often the line drops: the relay then gives the stored answer and takes no second view.
      const message = encodeClaim(this.link, this.keys, mine, greeting, pair.publicKey, asked);
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

  private patiently<T>(call: () => Promise<T>): Promise<T> {
    return patiently(this.tools, call);
  }
}

/** With a ticket in hand "unknown" means that the window closed; everything else keeps its name. */
function afterClaim(error: Refusal): Refusal["code"] {
  return error.code === "unknown" ? "window" : error.code;
}
