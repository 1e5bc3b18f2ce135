// Stands before libsodium in the engine: its WebAssembly is not text inside the script, as the package has it, but an asset of its own,
// fetched under its digest and compiled while the script is read. The build puts the package's own loader behind the name below.

import start from "libsodium-sumo/loader";

let give: (module: WebAssembly.Module) => void;
const given = new Promise<WebAssembly.Module>((resolve) => (give = resolve));

let made: Promise<WebAssembly.Instance> | null = null;

/** Hands over the compiled octets. Rejects where they cannot be given a memory, for example. */
export async function useModule(module: WebAssembly.Module): Promise<void> {
  give(module);
  await made;
}

// The wrappers ask every function they find for its constants, each of which V8 compiles when it is first called: 10 ms for ciphers that
// nobody calls here. What is not of these families is taken away before they look (secretbox is what they test themselves with).
const USED = /^_crypto_(?:aead_xchacha20poly1305_ietf|box|generichash|pwhash|secretbox|secretstream_xchacha20poly1305|sign)(?:_(?!blake2b|curve|ed25519|scrypt)|$)/;

function only(library: Record<string, unknown>): object {
  for (const name of Object.keys(library)) if (name.startsWith("_crypto_") && !USED.test(name)) delete library[name];
  return library;
}

/** What the wrappers call, once, with what libsodium needs of its surroundings. */
export default async function libsodium(options: object): Promise<object> {
  const instantiateWasm = (imports: WebAssembly.Imports, done: (instance: WebAssembly.Instance) => void): void => {
    made = given.then((module) => WebAssembly.instantiate(module, imports));
    made.then(done, () => undefined);
  };
  return only(await start({ ...options, instantiateWasm }));
}
