// Brings in libsodium after the first paint, and starts it again as a worker for the slow key derivation and for files. Owns the one
// Trusted Types policy: it lets through the addresses of the page's own scripts, and workers made from their own verified octets.

import { Refusal } from "./core/errors";
import { argon2id, useSodium } from "./core/sodium";
import type { Language } from "./core/wire";
import type { Engine, WorkerAnswer, WorkerRequest } from "./engine";
import type { CodesAsset } from "./codes/tools";
import type { FilesAsset, PdfReader } from "./files/tools";
import { assetOctets, fetchAsset, loadScript } from "./late";
import type { Asset, CheckList, LateAssets } from "./late";
import type { PdfAsset } from "./pdf/tools";
import type { RequestAsset } from "./request/tools";
import type { AskedWords } from "./words/asked";
import { en } from "./words/en";
import type { LateLanguage } from "./words/languages";
import { ptPT } from "./words/pt-PT";
import type { Words } from "./words/words";

declare const ENGINE: Asset;
declare const LIBRARY: Asset;
declare const LATE: LateAssets;

interface Policy {
  createScriptURL(url: string): string;
}

interface TrustedTypes {
  createPolicy(name: string, rules: Policy): Policy;
}

let workerAddress = "";
const scripts: readonly string[] = [ENGINE, LATE.files, LATE.codes, LATE.pdf, LATE.request, ...[LATE.words, LATE.asked, LATE.lists].flatMap((some) => Object.values(some))].map(({ path }) => path);

const rules: Policy = {
  createScriptURL(url) {
    if (scripts.includes(url) || (url !== "" && url === workerAddress)) return url;
    throw new TypeError("not a script of this page");
  },
};

const policy: Policy =
  (globalThis as { trustedTypes?: TrustedTypes }).trustedTypes?.createPolicy("lacre", rules) ?? rules;

/** The octets are here and cannot be run: no other try will help. */
export class NoWasm extends Error {}

const LATE_MS = 2000;
const TAKEN_MS = 30_000;
// How long the first screen waits for words in the reader's own language.
const WORDS_MS = 5000;

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

async function compile(response: Response): Promise<WebAssembly.Module> {
  // Not every engine compiles while it reads, and a proxy may have changed the name of the type.
  const streams = typeof WebAssembly.compileStreaming === "function";
  const named = response.headers.get("content-type") === "application/wasm";
  return streams && named ? WebAssembly.compileStreaming(response) : WebAssembly.compile(await response.arrayBuffer());
}

async function loadModule(): Promise<WebAssembly.Module> {
  const response = await fetchAsset(LIBRARY).catch(() => null);
  if (response === null || !response.ok) throw new Refusal("unreachable");
  // A response that was verified is here whole: what fails now is the compiler.
  return compile(response).catch(() => {
    throw new NoWasm();
  });
}

const address = (path: string): string => policy.createScriptURL(path);

async function load(): Promise<void> {
  module = loadModule();
  const [engine, compiled] = await Promise.all([loadScript<Engine>(ENGINE, "lacreEngine", address), module]);
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

/** A worker from octets that were fetched under their digest: a worker has no integrity of its own, and a blob inherits this page's policy. */
async function workerOf(asset: Asset): Promise<Worker> {
  const source = new Blob([await assetOctets(asset)], { type: "text/javascript" });
  workerAddress = URL.createObjectURL(source);
  try {
    return new Worker(policy.createScriptURL(workerAddress));
  } finally {
    // The worker has taken its source: what is asked for by an address later on is not there.
    const taken = workerAddress;
    workerAddress = "";
    setTimeout(() => URL.revokeObjectURL(taken), TAKEN_MS);
  }
}

export async function startWorker(): Promise<Worker> {
  const [worker, compiled] = await Promise.all([workerOf(ENGINE), module]);
  worker.postMessage({ module: compiled as WebAssembly.Module } satisfies WorkerRequest);
  await answerOf(worker, "ready");
  return worker;
}

export const loadFiles = (): Promise<FilesAsset> => loadScript(LATE.files, "lacreFiles", address);

export const loadCodes = (): Promise<CodesAsset> => loadScript(LATE.codes, "lacreCodes", address);

/** The words of a language; "unreachable" where they are an asset that does not come. */
export async function wordsOf(language: Language): Promise<Words> {
  if (language === "pt-PT") return ptPT;
  if (language === "en") return en;
  const global = `lacreWords_${language.replace("-", "_")}`;
  return (await loadScript<{ words: Words }>(LATE.words[language satisfies LateLanguage], global, address)).words;
}

export const loadRequest = (): Promise<RequestAsset> => loadScript(LATE.request, "lacreRequest", address);

/** What the page of a request says in a language that is not in its asset. */
export async function askedWords(language: LateLanguage): Promise<AskedWords> {
  const global = `lacreAsked_${language.replace("-", "_")}`;
  return (await loadScript<{ words: AskedWords }>(LATE.asked[language], global, address)).words;
}

const LISTS: Readonly<Record<Language, CheckList>> = { "pt-PT": "portuguese", "pt-BR": "portuguese", en: "english", es: "spanish", fr: "french" };

/** The words that are read aloud, in a language. */
export async function checkWords(language: Language): Promise<readonly string[]> {
  const list = LISTS[language];
  return (await loadScript<{ wordlist: readonly string[] }>(LATE.lists[list], `lacreList_${list}`, address)).wordlist;
}

/** For the first screen: nobody waits long for words, and what comes in their place is the nearest that is here. */
export function firstWords(language: Language): Promise<Words> {
  const near = language === "pt-BR" ? ptPT : en;
  const late = new Promise<Words>((resolve) => setTimeout(() => resolve(near), WORDS_MS));
  return Promise.race([wordsOf(language).catch(() => near), late]);
}

/** What draws PDF pages: its library, its worker, and the decoders that it asks for by name. */
export async function loadPdf(): Promise<PdfReader> {
  const [pdf, worker] = await Promise.all([loadScript<PdfAsset>(LATE.pdf, "lacrePdf", address), workerOf(LATE.reader)]);
  return pdf.start(worker, async (name) => {
    const asset = Object.prototype.hasOwnProperty.call(LATE.decoders, name) ? LATE.decoders[name] : undefined;
    if (asset === undefined) throw new Error("no such decoder");
    return assetOctets(asset);
  });
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
