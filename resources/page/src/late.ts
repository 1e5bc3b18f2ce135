// The assets that not every share needs: files, live codes and QR, PDF, words of languages that are not in the
// document, requests. Each under its own digest, asked for when it is needed and again
// after it did not come. Owns nothing of what they do.

import { Refusal } from "./core/errors";
import type { LateLanguage } from "./words/languages";

export interface Asset {
  readonly path: string;
  readonly integrity: string;
}

export type CheckList = "portuguese" | "english" | "spanish" | "french";

export interface LateAssets {
  readonly files: Asset;
  readonly codes: Asset;
  readonly pdf: Asset;
  readonly reader: Asset;
  readonly request: Asset;
  readonly words: Readonly<Record<LateLanguage, Asset>>;
  /** The same of the page of a request. */
  readonly asked: Readonly<Record<LateLanguage, Asset>>;
  /** The lists of the check words. */
  readonly lists: Readonly<Record<CheckList, Asset>>;
  /** Decoders that PDF asks for by name. */
  readonly decoders: Readonly<Record<string, Asset>>;
}

export const fetchAsset = ({ path, integrity }: Asset): Promise<Response> => fetch(path, { integrity, credentials: "omit" });

/** The octets of an asset, or "unreachable". */
export async function assetOctets(asset: Asset): Promise<ArrayBuffer> {
  try {
    const response = await fetchAsset(asset);
    if (response.ok) return await response.arrayBuffer();
  } catch {
    // No line, or not the octets that were built.
  }
  throw new Refusal("unreachable");
}

const loading = new Map<string, Promise<unknown>>();

/** Runs an asset as a script, once, and gives what it left under `global`. */
export function loadScript<T>(asset: Asset, global: string, address: (path: string) => string): Promise<T> {
  const known = loading.get(asset.path);
  if (known !== undefined) return known as Promise<T>;
  const coming = new Promise<T>((resolve, reject) => {
    const script = document.createElement("script");
    script.integrity = asset.integrity;
    script.src = address(asset.path);
    script.addEventListener("load", () => {
      const left = (globalThis as Record<string, unknown>)[global];
      if (left === undefined) reject(new Error("this engine cannot run it"));
      else resolve(left as T);
    });
    script.addEventListener("error", () => {
      script.remove();
      loading.delete(asset.path);
      reject(new Refusal("unreachable"));
    });
    document.head.append(script);
  });
  loading.set(asset.path, coming);
  return coming;
}
