// What the page hands to the asset for files, and what the asset gives back. Types alone: both sides build against them.

import type { ManifestFile } from "../core/body";
import type { Line } from "../core/transfer";
import type { Words } from "../words/words";

export interface FilesTools {
  readonly files: readonly ManifestFile[];
  /** The sender asks that pictures and PDF are looked at and not handed out. */
  readonly viewOnly: boolean;
  /** When the share was made, in seconds: the date of what is in a zip. */
  readonly created: number;
  /** Whether the same link opens once more: what we say when this browser cannot do it. */
  readonly again: boolean;
  readonly line: Line;
  /** Tries again now, where it waits for the line. */
  readonly hurry: () => void;
  readonly say: (text: string) => void;
  /** Tells the sender that the person has this file whole. */
  readonly acknowledge: (file: number) => void;
  readonly loadPdf: () => Promise<PdfReader>;
}

export interface FilesView {
  readonly node: HTMLElement;
  readonly leave: () => void;
}

export interface FilesPart {
  /** The list, in one language; what is under way goes on from view to view. */
  readonly view: (words: Words) => FilesView;
  readonly busy: () => boolean;
  /** Ends what is under way and lets go of what is held. */
  readonly stop: () => void;
}

/** The asset as the page sees it. */
export interface FilesAsset {
  readonly start: (tools: FilesTools) => FilesPart;
}

/** A document whose pages can be drawn. */
export interface Drawable {
  readonly pages: number;
  /** Draws one page, from 1, as wide as `width` CSS pixels times `scale`; gives its text, for who cannot see it. */
  readonly draw: (page: number, canvas: HTMLCanvasElement, width: number, scale: number) => Promise<string>;
  readonly close: () => void;
}

export interface PdfReader {
  readonly open: (octets: Uint8Array<ArrayBuffer>) => Promise<Drawable>;
}
