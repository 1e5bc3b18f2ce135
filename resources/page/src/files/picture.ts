// A picture as something that can be drawn: decoded by the browser, never an element with an address.

import type { Drawable } from "./tools";

// More than any phone draws into one canvas.
const MOST_PIXELS = 16_000_000;

/** Width and height of a canvas of these proportions, in pixels, that a browser still draws. */
export function fitting(width: number, height: number): { readonly width: number; readonly height: number } {
  const shrink = Math.min(1, Math.sqrt(MOST_PIXELS / (width * height)));
  return { width: Math.max(1, Math.floor(width * shrink)), height: Math.max(1, Math.floor(height * shrink)) };
}

export async function picture(octets: Uint8Array<ArrayBuffer>, type: string): Promise<Drawable> {
  const bitmap = await createImageBitmap(new Blob([octets], { type }));
  const draw = async (_page: number, canvas: HTMLCanvasElement, width: number, scale: number): Promise<string> => {
    // At first never larger than it is: a stamp blown up to the width of a screen shows nothing more.
    const shown = Math.min(width, bitmap.width) * scale;
    const dense = shown * window.devicePixelRatio;
    const size = fitting(dense, (dense * bitmap.height) / bitmap.width);
    Object.assign(canvas, size);
    canvas.style.width = `${shown}px`;
    canvas.getContext("2d")?.drawImage(bitmap, 0, 0, size.width, size.height);
    return "";
  };
  return { pages: 1, draw, close: () => bitmap.close() };
}
