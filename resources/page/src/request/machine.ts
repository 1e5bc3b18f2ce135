// What the machine of an answer needs of this browser: libsodium, a slow derivation one at a time, and waiting.

import type { Patience, Waiting } from "../core/patience";
import type { GivingTools } from "../core/request/giving";
import { useSodium } from "../core/sodium";
import type { Pause } from "../pause";
import type { Derives, RequestTools } from "./tools";

type Octets = Uint8Array<ArrayBuffer>;

export type Machine = GivingTools & Patience;

export function givingTools(tools: RequestTools, pause: Pause, tell: (waiting: Waiting) => void): Machine {
  let deriver: Derives | null = null;
  let last: Promise<unknown> = Promise.resolve();
  const ready = async (): Promise<void> => useSodium(await tools.sodium());
  // One behind the other: the worker answers without saying whom.
  const derive = (password: Octets, salt: Octets): Promise<Octets> => {
    const mine = last.then(() => (deriver ??= tools.deriver()).derive(password, salt));
    last = mine.catch(() => undefined);
    return mine;
  };
  return { ready, derive, wait: (ms) => pause.wait(ms), tell };
}
