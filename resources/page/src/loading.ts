// Brings in the engine after the first paint, and starts it a second time as a worker for the slow key derivation. Owns the one
// Trusted Types policy: it lets through the engine's own address, and the worker made from the engine's own verified octets.

import type { DeriveAnswer, DeriveRequest, Engine } from "./engine";

declare const ENGINE_PATH: string;
declare const ENGINE_INTEGRITY: string;

interface Policy {
  createScriptURL(url: string): string;
}

interface TrustedTypes {
  createPolicy(name: string, rules: Policy): Policy;
}

let workerAddress = "";

const rules: Policy = {
  createScriptURL(url) {
    if (url === ENGINE_PATH || (url !== "" && url === workerAddress)) return url;
    throw new TypeError("not a script of this page");
  },
};

const policy: Policy =
  (globalThis as { trustedTypes?: TrustedTypes }).trustedTypes?.createPolicy("lacre", rules) ?? rules;

export class NoEngine extends Error {
  constructor(readonly why: "unreachable" | "wasm") {
    super(why);
  }
}

const LATE_MS = 2000;

/** After the first paint that shows something. A page in the background paints nothing: there, at once. */
export function firstPaint(): Promise<void> {
  if (document.visibilityState === "hidden") return Promise.resolve();
  const tells = globalThis.PerformanceObserver?.supportedEntryTypes?.includes("paint") ?? false;
  if (!tells) return nextPaint();
  return new Promise((resolve) => {
    setTimeout(resolve, LATE_MS);
    new PerformanceObserver((list) => {
      if (list.getEntriesByName("first-contentful-paint").length > 0) resolve();
    }).observe({ type: "paint", buffered: true });
  });
}

/** After the next frame was handed over: what was just shown can be seen before the main thread is busy. */
function nextPaint(): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, LATE_MS / 10);
    requestAnimationFrame(() => setTimeout(resolve, 0));
  });
}

export async function loadEngine(): Promise<Engine> {
  await new Promise<void>((resolve, reject) => {
    const script = document.createElement("script");
    script.integrity = ENGINE_INTEGRITY;
    script.src = policy.createScriptURL(ENGINE_PATH);
    script.addEventListener("load", () => resolve());
    script.addEventListener("error", () => {
      script.remove();
      reject(new NoEngine("unreachable"));
    });
    document.head.append(script);
  });
  const { lacreEngine } = globalThis as { lacreEngine?: Engine };
  if (lacreEngine === undefined) throw new NoEngine("wasm");
  await lacreEngine.ready.catch(() => {
    throw new NoEngine("wasm");
  });
  return lacreEngine;
}

async function startWorker(): Promise<Worker> {
  // A worker element has no integrity: the octets are fetched under it, and a blob of them also inherits this page's policy.
  const response = await fetch(ENGINE_PATH, { integrity: ENGINE_INTEGRITY, credentials: "omit" });
  const source = new Blob([await response.arrayBuffer()], { type: "text/javascript" });
  workerAddress = URL.createObjectURL(source);
  try {
    const worker = new Worker(policy.createScriptURL(workerAddress));
    await answerOf(worker, "ready");
    return worker;
  } finally {
    URL.revokeObjectURL(workerAddress);
  }
}

function answerOf(worker: Worker, name: "ready"): Promise<true>;
function answerOf(worker: Worker, name: "key"): Promise<Uint8Array<ArrayBuffer>>;
function answerOf(worker: Worker, name: "ready" | "key"): Promise<unknown> {
  return new Promise((resolve, reject) => {
    worker.onmessage = ({ data }: MessageEvent<DeriveAnswer>) => {
      if (name in data) resolve((data as Record<string, unknown>)[name]);
      else reject(new Error("failed" in data ? data.failed : "unexpected"));
    };
    worker.onerror = () => reject(new Error("the worker did not start"));
  });
}

/** Derives in a worker that is made ready while the person types; on the main thread where there can be none. */
export class Deriver {
  private worker: Promise<Worker | null>;

  constructor(private readonly engine: Engine) {
    this.worker = startWorker().catch(() => null);
  }

  async derive(password: Uint8Array<ArrayBuffer>, salt: Uint8Array<ArrayBuffer>): Promise<Uint8Array<ArrayBuffer>> {
    const worker = await this.worker;
    if (worker !== null) {
      try {
        worker.postMessage({ password, salt } satisfies DeriveRequest);
        return await answerOf(worker, "key");
      } catch {
        worker.terminate();
        this.worker = Promise.resolve(null);
      }
    }
    await nextPaint();
    try {
      return this.engine.passcodeKey(password, salt);
    } catch {
      throw new this.engine.Refusal("memory");
    }
  }

  /** Gives back the 64 MiB and whatever of the passcode was in them. */
  end(): void {
    void this.worker.then((worker) => worker?.terminate());
  }
}
