// Brings in libsodium after the first paint, and starts it a second time as a worker for the slow key derivation. Owns the one
// Trusted Types policy: it lets through the engine's own address, and the worker made from the engine's own verified octets.

import { Refusal } from "./core/errors";
import { argon2id, useSodium } from "./core/sodium";
import type { Engine, WorkerAnswer, WorkerRequest } from "./engine";

declare const ENGINE_PATH: string;
declare const ENGINE_INTEGRITY: string;
declare const LIBRARY_PATH: string;
declare const LIBRARY_INTEGRITY: string;

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

/** The octets are here and cannot be run: no other try will help. */
export class NoWasm extends Error {}

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

let module: Promise<WebAssembly.Module> | null = null;

const fetchAsset = (path: string, integrity: string): Promise<Response> => fetch(path, { integrity, credentials: "omit" });

async function compile(response: Response): Promise<WebAssembly.Module> {
  // Not every engine compiles while it reads, and a proxy may have changed the name of the type.
  const streams = typeof WebAssembly.compileStreaming === "function";
  const named = response.headers.get("content-type") === "application/wasm";
  return streams && named ? WebAssembly.compileStreaming(response) : WebAssembly.compile(await response.arrayBuffer());
}

async function loadModule(): Promise<WebAssembly.Module> {
  const response = await fetchAsset(LIBRARY_PATH, LIBRARY_INTEGRITY).catch(() => null);
  if (response === null || !response.ok) throw new Refusal("unreachable");
  // A response that was verified is here whole: what fails now is the compiler.
  return compile(response).catch(() => {
    throw new NoWasm();
  });
}

function loadEngine(): Promise<Engine> {
  return new Promise((resolve, reject) => {
    const script = document.createElement("script");
    script.integrity = ENGINE_INTEGRITY;
    script.src = policy.createScriptURL(ENGINE_PATH);
    script.addEventListener("load", () => resolve((globalThis as unknown as { lacreEngine: Engine }).lacreEngine));
    script.addEventListener("error", () => {
      script.remove();
      reject(new Refusal("unreachable"));
    });
    document.head.append(script);
  });
}

async function load(): Promise<void> {
  module = loadModule();
  const [engine, compiled] = await Promise.all([loadEngine(), module]);
  const sodium = await engine.start(compiled).catch(() => {
    throw new NoWasm();
  });
  useSodium(sodium);
}

let loading: Promise<void> | null = null;

/** Asks for libsodium, once; again only after what was asked for did not come. */
export function loadSodium(): Promise<void> {
  loading ??= load().catch((error: unknown) => {
    loading = null;
    throw error;
  });
  return loading;
}

async function startWorker(): Promise<Worker> {
  // A worker element has no integrity: the octets are fetched under it, and a blob of them also inherits this page's policy.
  const [response, compiled] = await Promise.all([fetchAsset(ENGINE_PATH, ENGINE_INTEGRITY), module]);
  const source = new Blob([await response.arrayBuffer()], { type: "text/javascript" });
  workerAddress = URL.createObjectURL(source);
  try {
    const worker = new Worker(policy.createScriptURL(workerAddress));
    worker.postMessage({ module: compiled as WebAssembly.Module } satisfies WorkerRequest);
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
    worker.onmessage = ({ data }: MessageEvent<WorkerAnswer>) => {
      if (name in data) resolve((data as Record<string, unknown>)[name]);
      else reject(new Error("failed" in data ? data.failed : "unexpected"));
    };
    worker.onerror = () => reject(new Error("the worker did not start"));
  });
}

/** Derives in a worker that is made ready while the person types; on the main thread where there can be none. */
export class Deriver {
  private worker: Promise<Worker | null>;

  constructor() {
    this.worker = startWorker().catch(() => null);
  }

  async derive(password: Uint8Array<ArrayBuffer>, salt: Uint8Array<ArrayBuffer>): Promise<Uint8Array<ArrayBuffer>> {
    const worker = await this.worker;
    if (worker !== null) {
      try {
        worker.postMessage({ password, salt } satisfies WorkerRequest);
        return await answerOf(worker, "key");
      } catch {
        worker.terminate();
        this.worker = Promise.resolve(null);
      }
    }
    await nextPaint();
    try {
      return argon2id(password, salt);
    } catch {
      throw new Refusal("memory");
    }
  }

  /** Gives back the 64 MiB and whatever of the passcode was in them. */
  end(): void {
    void this.worker.then((worker) => worker?.terminate());
  }
}
