// What the asset for PDF is to the page. Types alone.

import type { PdfReader } from "../files/tools";

export interface PdfAsset {
  /** `decoder` gives the octets of a WebAssembly module of pdf.js by its name. */
  readonly start: (worker: Worker, decoder: (name: string) => Promise<ArrayBuffer>) => PdfReader;
}
