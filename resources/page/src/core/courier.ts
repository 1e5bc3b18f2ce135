// The one module that talks to the relay. Owns time limits, size limits and what an answer that is no answer means; it never retries.

import { Refusal } from "./errors";
import type { RefusalCode } from "./errors";
import { Malformed, textOf } from "./json";
import { concat } from "./octets";
import { parseRefusal } from "./wire";

export interface Courier {
  /** The text of a 200 answer. */
  call(name: "hello" | "claim" | "ack", message: string): Promise<string>;
  /** Hands over the body piece by piece; rejects where the line drops, with what came before already handed over. */
  blob(message: string, take: (piece: Uint8Array) => void): Promise<void>;
}

const PATIENCE_MS = 20_000;
const LONGEST_ANSWER = 65_536;
const DEAD: readonly string[] = ["opened", "expired", "revoked", "locked", "gone", "paused", "stale", "unknown"];

/** Aborts when nothing has happened for a while; each sign of life starts the while again. */
class Watch {
  private readonly abort = new AbortController();
  private timer: ReturnType<typeof setTimeout> | undefined;

  readonly signal = this.abort.signal;

  alive(): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.abort.abort(), PATIENCE_MS);
  }

  stop(): void {
    clearTimeout(this.timer);
  }
}

async function pieces(response: Response, watch: Watch, take: (piece: Uint8Array) => void): Promise<void> {
  if (response.body === null || typeof response.body.getReader !== "function") {
    take(new Uint8Array(await response.arrayBuffer()));
    return;
  }
  const reader = response.body.getReader();
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return;
    watch.alive();
    take(value);
  }
}

async function whole(response: Response, watch: Watch): Promise<string> {
  const parts: Uint8Array[] = [];
  let length = 0;
  await pieces(response, watch, (piece) => {
    length += piece.length;
    if (length > LONGEST_ANSWER) throw new Malformed();
    parts.push(piece);
  });
  return textOf(concat(...parts));
}

/** A code that is not in the table, or a page of some proxy, is a relay that cannot be reached. */
function asRefusal(received: string): Refusal {
  try {
    const { error, triesLeft, retryS } = parseRefusal(received);
    if (error === "wrong-passcode") return new Refusal(error, { triesLeft });
    if (error === "busy") return new Refusal(error, { retryS });
    if (error === "malformed") return new Refusal("service");
    if (DEAD.includes(error)) return new Refusal(error as RefusalCode);
  } catch (error) {
    if (!(error instanceof Malformed)) throw error;
  }
  return new Refusal("unreachable");
}

export class HttpCourier implements Courier {
  constructor(private readonly origin: string) {}

  async call(name: "hello" | "claim" | "ack", message: string): Promise<string> {
    return this.exchange(name, message, whole);
  }

  async blob(message: string, take: (piece: Uint8Array) => void): Promise<void> {
    await this.exchange("blob", message, (response, watch) => pieces(response, watch, take));
  }

  private async exchange<T>(
    name: string,
    message: string,
    read: (response: Response, watch: Watch) => Promise<T>,
  ): Promise<T> {
    const watch = new Watch();
    watch.alive();
    try {
      const response = await this.post(name, message, watch.signal);
      if (response.status === 200) return await read(response, watch);
      throw asRefusal(await whole(response, watch));
    } catch (error) {
      if (error instanceof Refusal) throw error;
      if (error instanceof Malformed) throw new Refusal("service");
      throw new Refusal("unreachable");
    } finally {
      watch.stop();
    }
  }

  private post(name: string, body: string, signal: AbortSignal): Promise<Response> {
    return fetch(`${this.origin}/api/1/${name}`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body,
      signal,
      cache: "no-store",
      credentials: "omit",
      redirect: "error",
      referrerPolicy: "no-referrer",
    });
  }
}
