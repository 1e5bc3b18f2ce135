// Where a saved file goes: straight to the disk where the browser lends it, else into memory up to a limit and then to the browser's
// downloads. A sink that was not closed leaves nothing behind: a file that was cut is no file.

import type { Picker, SaveHandle } from "./limits";

type Octets = Uint8Array<ArrayBuffer>;

export interface Sink {
  readonly write: (octets: Octets) => Promise<void>;
  /** Whole: from here on the person has it. What comes back hands it over once more, where that can be. */
  readonly close: () => Promise<(() => void) | null>;
  readonly abort: () => Promise<void>;
}

/** A file of this name that the person points out; null where they change their mind; undefined where the browser does not lend it after all. */
export async function diskSink(name: string): Promise<Sink | null | undefined> {
  let handle: SaveHandle;
  try {
    handle = await (window as unknown as Required<Picker>).showSaveFilePicker({ suggestedName: name });
  } catch (error) {
    return error instanceof DOMException && error.name === "AbortError" ? null : undefined;
  }
  // What is written lies aside until it is closed. The name itself was made when it was picked: empty, it goes too.
  const stream = await handle.createWritable();
  const abort = async (): Promise<void> => {
    await stream.abort().catch(() => undefined);
    const { size } = await handle.getFile();
    if (size === 0) await handle.remove?.();
  };
  return {
    write: (octets) => stream.write(octets),
    close: async () => {
      await stream.close();
      return null;
    },
    abort: () => abort().catch(() => undefined),
  };
}

let address = "";

/** Lets go of what was handed over last. */
export function forget(): void {
  if (address !== "") URL.revokeObjectURL(address);
  address = "";
}

function handOver(name: string): void {
  const link = document.createElement("a");
  link.href = address;
  link.download = name;
  link.rel = "noopener";
  document.body.append(link);
  link.click();
  link.remove();
}

export function memorySink(name: string): Sink {
  let parts: Blob[] = [];
  // What was handed over before would be held beside this one.
  forget();
  return {
    // Each piece becomes the browser's at once: it may keep it elsewhere than in the memory of this page.
    write: async (octets) => void parts.push(new Blob([octets])),
    close: async () => {
      // Never the type that the sender names: a page among the files would else be opened as one of ours.
      address = URL.createObjectURL(new Blob(parts, { type: "application/octet-stream" }));
      parts = [];
      const mine = address;
      handOver(name);
      return () => {
        if (address === mine) handOver(name);
      };
    },
    abort: async () => void (parts = []),
  };
}
