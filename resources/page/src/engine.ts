// The asset with libsodium. In the page it hands the library over; started as a worker it derives passcode keys and
// opens chunks of files, or seals them.

import sodium from "libsodium-wrappers-sumo";

import { openParts } from "./core/files";
import { sealParts } from "./core/sealing";
import { argon2id, useSodium } from "./core/sodium";
import type { Sodium } from "./core/sodium";
import { useModule } from "./libsodium";

export interface Engine {
  /** The library, ready, from its compiled octets. */
  readonly start: (module: WebAssembly.Module) => Promise<Sodium>;
}

/** What the worker is told: first what it is to run, then what to derive from, to open or to seal. */
export type WorkerRequest =
  | { readonly module: WebAssembly.Module }
  | { readonly password: Uint8Array; readonly salt: Uint8Array }
  | { readonly sealed: Uint8Array<ArrayBuffer>; readonly key: Uint8Array; readonly first: number; readonly count: number }
  | { readonly plain: Uint8Array; readonly key: Uint8Array; readonly first: number; readonly count: number };

/** What the worker says: that it runs, a key, opened or sealed chunks, or that it could not. */
export type WorkerAnswer =
  | { readonly ready: true }
  | { readonly key: Uint8Array }
  | { readonly plain: Uint8Array<ArrayBuffer> }
  | { readonly sealed: Uint8Array<ArrayBuffer> }
  | { readonly failed: string };

interface WorkerScope {
  postMessage(answer: WorkerAnswer, moved: Transferable[]): void;
  onmessage: ((event: { readonly data: WorkerRequest }) => void) | null;
}

async function start(module: WebAssembly.Module): Promise<Sodium> {
  await useModule(module);
  await sodium.ready;
  return sodium;
}

async function answer(request: WorkerRequest): Promise<WorkerAnswer> {
  if ("password" in request) return { key: argon2id(request.password, request.salt) };
  if ("sealed" in request) return { plain: openParts(request.key, request.sealed, request.first, request.count) };
  if ("plain" in request) return { sealed: sealParts(request.key, request.plain, request.first, request.count) };
  useSodium(await start(request.module));
  return { ready: true };
}

const moved = (said: WorkerAnswer): Transferable[] => {
  if ("plain" in said) return [said.plain.buffer];
  return "sealed" in said ? [said.sealed.buffer] : [];
};

function serve(scope: WorkerScope): void {
  scope.onmessage = ({ data }) => {
    answer(data).then(
      (said) => scope.postMessage(said, moved(said)),
      (error: unknown) => scope.postMessage({ failed: String(error) }, []),
    );
  };
}

if (typeof document === "undefined") {
  serve(globalThis as unknown as WorkerScope);
} else {
  (globalThis as { lacreEngine?: Engine }).lacreEngine = { start };
}
