// What this page cannot do without. Told apart, so that people hear what is missing and not that "something went wrong".

import type { Missing } from "./words/words";

function hasWasm(): boolean {
  try {
    // The smallest module there is: where a policy or a mode forbids compiling, this is where it shows.
    const empty = new Uint8Array([0, 0x61, 0x73, 0x6d, 1, 0, 0, 0]);
    return typeof WebAssembly === "object" && new WebAssembly.Module(empty) instanceof WebAssembly.Module;
  } catch {
    return false;
  }
}

function isModern(): boolean {
  try {
    return typeof fetch === "function" && typeof Object.fromEntries === "function" && new RegExp("\\p{Surrogate}", "u").test("\ud800");
  } catch {
    return false;
  }
}

export function missingFeatures(): Missing[] {
  const missing: Missing[] = [];
  if (!isModern()) missing.push("modern");
  if (!hasWasm()) missing.push("wasm");
  if (typeof crypto !== "object" || typeof crypto.getRandomValues !== "function") missing.push("random");
  return missing;
}
