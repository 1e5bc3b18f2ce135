// PDF pages on a canvas, by pdf.js. Everything that it would fetch, evaluate or style by itself is turned off: its worker and its
// decoders are handed in, scripts inside a document do not run, links and forms are not drawn as such.

import { PDFWorker, getDocument } from "pdfjs-dist/legacy/build/pdf.mjs";
import type { PDFDocumentProxy } from "pdfjs-dist/legacy/build/pdf.mjs";

import { fitting } from "../files/picture";
import type { Drawable, PdfReader } from "../files/tools";
import type { PdfAsset } from "./tools";

interface Wanted {
  readonly kind: string;
  readonly filename: string;
}

async function textOf(document: PDFDocumentProxy, page: number): Promise<string> {
  const { items } = await (await document.getPage(page)).getTextContent();
  return items.map((item) => ("str" in item ? `${item.str}${item.hasEOL ? "\n" : ""}` : "")).join("");
}

function drawable(document: PDFDocumentProxy, end: () => void): Drawable {
  const draw = async (number: number, canvas: HTMLCanvasElement, width: number, scale: number): Promise<string> => {
    const page = await document.getPage(number);
    const natural = page.getViewport({ scale: 1 });
    const shown = width * scale;
    const dense = shown * window.devicePixelRatio;
    const size = fitting(dense, (dense * natural.height) / natural.width);
    Object.assign(canvas, size);
    canvas.style.width = `${shown}px`;
    const viewport = page.getViewport({ scale: size.width / natural.width });
    await page.render({ canvas, viewport }).promise;
    return textOf(document, number);
  };
  return { pages: document.numPages, draw, close: end };
}

function reader(port: Worker, decoder: (name: string) => Promise<ArrayBuffer>): PdfReader {
  class Decoders {
    async fetch({ kind, filename }: Wanted): Promise<Uint8Array> {
      if (kind !== "wasmUrl") throw new Error("not brought along");
      return new Uint8Array(await decoder(filename));
    }
  }
  const worker = PDFWorker.create({ port });
  const open = async (data: Uint8Array<ArrayBuffer>): Promise<Drawable> => {
    const task = getDocument({
      data,
      worker,
      BinaryDataFactory: Decoders,
      wasmUrl: "/",
      useWorkerFetch: false,
      disableWorkerRendering: true,
      enableXfa: false,
      stopAtErrors: false,
      verbosity: 0,
    } as Parameters<typeof getDocument>[0]);
    return drawable(await task.promise, () => void task.destroy());
  };
  return { open };
}

(globalThis as { lacrePdf?: PdfAsset }).lacrePdf = { start: reader };
