// The one module that talks to the relay. Owns time limits, size limits and what an answer that is no answer means; it never retries.

import { Refusal } from "./errors";
import type { RefusalCode } from "./errors";
import { Malformed, textOf } from "./json";
import { concat } from "./octets";
import { parseRefusal } from "./wire";

export type CallName = "hello" | "code" | "claim" | "ack" | "look" | "offer" | "submit" | "abandon";

export interface Courier {
  /** The text of a 200 answer. */
  call(name: CallName, message: string): Promise<string>;
  /**
   * Hands over the `missing` octets piece by piece; rejects where the line drops, with what came before already handed over. A piece
   * is its taker's until it returns: what is behind it is written over with the next one.
   */
  blob(message: string, missing: number, take: Take): Promise<void>;
  /** The same of the sealed files, until `stop`. */
  files(message: string, length: number, take: Take, stop: AbortSignal): Promise<void>;
}

type Octets = Uint8Array<ArrayBuffer>;
type Take = (piece: Uint8Array) => void;

const PATIENCE_MS = 20_000;
const WHOLE_MS = 60_000;
// Octets in a millisecond: 2 KiB in a second. Over a slower line it goes on later from where it was.
const SLOWEST_BODY = 2048 / 1000;
const LONGEST_ANSWER = 98_304;
// What is read at once of long answers, as far as it is there: more than the browser keeps ready would only be held.
const ROOM = 524_288;
const DEAD: readonly string[] = ["opened", "expired", "revoked", "locked", "gone", "paused", "stale", "unknown", "early", "wrong-code"];

/** What one exchange may cost: time for the whole of it, octets of its answer, and what it is when the answer is longer. Who takes `lent` pieces copies them. */
interface Bounds {
  readonly lent: boolean;
  readonly ms: number;
  readonly octets: number;
  readonly longer: () => Error;
}

const CALL: Bounds = { lent: false, ms: WHOLE_MS, octets: LONGEST_ANSWER, longer: () => new Malformed() };

/**
 * Aborts when nothing has happened for a while; each sign of life starts the while again. The whole has its own end, which nothing
 * moves: one octet every now and then would otherwise hold people for weeks before a screen that says that it works.
 */
class Watch {
  private readonly abort = new AbortController();
  private readonly end: ReturnType<typeof setTimeout>;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private unfollow = (): void => undefined;

  readonly signal = this.abort.signal;

  constructor(
    wholeMs: number,
    private readonly quietMs: number,
  ) {
    this.end = setTimeout(() => this.abort.abort(), wholeMs);
    this.alive();
  }

  alive(): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.abort.abort(), this.quietMs);
  }

  /** Ends with the other as well. */
  follow(other: AbortSignal): void {
    const end = (): void => this.abort.abort();
    if (other.aborted) end();
    other.addEventListener("abort", end);
    this.unfollow = () => other.removeEventListener("abort", end);
  }

  stop(): void {
    clearTimeout(this.timer);
    clearTimeout(this.end);
    this.unfollow();
  }
}

/** For engines that give no stream. What says that it is too long is refused before any of it is held. */
async function atOnce(response: Response, bounds: Bounds): Promise<Uint8Array> {
  if (Number(response.headers.get("content-length") ?? 0) > bounds.octets) throw bounds.longer();
  const answer = await response.arrayBuffer();
  if (answer.byteLength > bounds.octets) throw bounds.longer();
  return new Uint8Array(answer);
}

type Stream = ReadableStream<Octets>;

/** The next piece; null at the end. */
type Read = () => Promise<Octets | null>;

/** Pieces as the engine has them. */
function given(body: Stream): Read {
  const reader = body.getReader();
  return async () => (await reader.read()).value ?? null;
}

/** Larger pieces, all in one room: a new one for each would be a fifth of the main thread's work. Null where an engine lends no room. */
function gathered(body: Stream, octets: number): Read | null {
  let reader: ReadableStreamBYOBReader;
  try {
    reader = body.getReader({ mode: "byob" });
  } catch {
    return null;
  }
  let room = new ArrayBuffer(Math.min(ROOM, octets));
  return async () => {
    const { done, value } = await reader.read(new Uint8Array(room));
    if (value !== undefined) room = value.buffer;
    return done || value === undefined ? null : value;
  };
}

async function pieces(response: Response, watch: Watch, bounds: Bounds, take: Take): Promise<void> {
  if (!response.body || typeof response.body.getReader !== "function") return take(await atOnce(response, bounds));
  const read = (bounds.lent ? gathered(response.body, bounds.octets) : null) ?? given(response.body);
  for (let length = 0; ; ) {
    const piece = await read();
    if (piece === null) return;
    length += piece.length;
    if (length > bounds.octets) throw bounds.longer();
    watch.alive();
    take(piece);
  }
}

async function whole(response: Response, watch: Watch): Promise<string> {
  const parts: Uint8Array[] = [];
  await pieces(response, watch, CALL, (piece) => void parts.push(piece));
  return textOf(concat(...parts));
}

/** A code that is not in the table, or a page of some proxy, is a relay that cannot be reached. */
function asRefusal(received: string, dead: readonly string[]): Refusal {
  try {
    const { error, triesLeft, retryS } = parseRefusal(received);
    if (error === "wrong-passcode") return new Refusal(error, { triesLeft });
    if (error === "busy") return new Refusal(error, { retryS });
    if (error === "malformed") return new Refusal("service");
    if (dead.includes(error)) return new Refusal(error as RefusalCode);
  } catch (error) {
    if (!(error instanceof Malformed)) throw error;
  }
  return new Refusal("unreachable");
}

export class HttpCourier implements Courier {
  private readonly dead: readonly string[];

  constructor(
    private readonly origin: string,
    /** Refusals that its caller knows besides those of shares. */
    more: readonly RefusalCode[] = [],
  ) {
    this.dead = [...DEAD, ...more];
  }

  async call(name: CallName, message: string): Promise<string> {
    return this.exchange(name, message, CALL.ms, whole);
  }

  /** Sends octets. While they go nothing is heard, so nothing is to be heard until all of them could have gone. */
  async put(message: Octets, stop: AbortSignal): Promise<string> {
    const ms = WHOLE_MS + message.length / SLOWEST_BODY;
    return this.exchange("put", message, ms, whole, stop, ms);
  }

  async blob(message: string, missing: number, take: Take): Promise<void> {
    await this.octets("blob", message, missing, take);
  }

  async files(message: string, length: number, take: Take, stop: AbortSignal): Promise<void> {
    await this.octets("files", message, length, take, stop);
  }

  private async octets(name: string, message: string, length: number, take: Take, stop?: AbortSignal): Promise<void> {
    const ms = WHOLE_MS + length / SLOWEST_BODY;
    const bounds: Bounds = { lent: true, ms, octets: length, longer: () => new Refusal("content") };
    await this.exchange(name, message, ms, (response, watch) => pieces(response, watch, bounds, take), stop);
  }

  private async exchange<T>(
    name: string,
    message: string | Octets,
    wholeMs: number,
    read: (response: Response, watch: Watch) => Promise<T>,
    stop?: AbortSignal,
    quietMs = PATIENCE_MS,
  ): Promise<T> {
    const watch = new Watch(wholeMs, quietMs);
    if (stop !== undefined) watch.follow(stop);
    try {
      const response = await this.post(name, message, watch.signal);
      if (response.status === 200) return await read(response, watch);
      throw asRefusal(await whole(response, watch), this.dead);
    } catch (error) {
      if (error instanceof Refusal) throw error;
      if (error instanceof Malformed) throw new Refusal("service");
      throw new Refusal("unreachable");
    } finally {
      watch.stop();
    }
  }

  private post(name: string, body: string | Octets, signal: AbortSignal): Promise<Response> {
    return fetch(`${this.origin}/api/1/${name}`, {
      method: "POST",
      headers: { "content-type": typeof body === "string" ? "application/json" : "application/octet-stream" },
      body,
      signal,
      cache: "no-store",
      credentials: "omit",
      redirect: "error",
      referrerPolicy: "no-referrer",
    });
  }
}
