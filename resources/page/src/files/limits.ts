// What this browser can do with files: whether it lends the disk, and how much it may hold. Asked on the cover too, before a view is taken.

export interface SaveHandle {
  createWritable(): Promise<{ write(data: Uint8Array<ArrayBuffer>): Promise<void>; close(): Promise<void>; abort(): Promise<void> }>;
  getFile(): Promise<File>;
  remove?(): Promise<void>;
}

export interface Picker {
  showSaveFilePicker?(options: { suggestedName: string }): Promise<SaveHandle>;
}

const MIB = 2 ** 20;
const MOST = 256 * MIB;
// Gigabytes of the device as the browser tells them, rounded; those that do not tell have enough.
const SMALL: readonly (readonly [number, number])[] = [
  [0.5, 32 * MIB],
  [1, 64 * MIB],
  [2, 128 * MIB],
];

/** How much may lie in memory before it is handed over. */
export function memoryLimit(): number {
  const memory = (navigator as { deviceMemory?: number }).deviceMemory ?? Infinity;
  return SMALL.find(([most]) => memory <= most)?.[1] ?? MOST;
}

/** Whether a file can go to the disk while it comes: then it may be of any length. */
export const hasDisk = (): boolean => typeof (window as Picker).showSaveFilePicker === "function";

/** The browsers inside of other apps, by the names that they give themselves: some of them save nothing. */
export const isInApp = (): boolean => /FBAN|FBAV|Instagram|WhatsApp|Snapchat|LinkedInApp|Twitter|\bLine\/|\bGSA\/|; wv\)/.test(navigator.userAgent);
