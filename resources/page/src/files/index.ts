// The asset for files: loaded when a share brings some, started with what the page hands over.

import type { Words } from "../words/words";
import { Jobs } from "./job";
import type { Target } from "./job";
import { typeOf } from "./kinds";
import { listView, stateText } from "./list";
import type { Listed } from "./list";
import { picture } from "./picture";
import type { Drawable, FilesAsset, FilesPart, FilesTools, FilesView, PdfReader } from "./tools";
import { look } from "./viewer";

class Part implements FilesPart {
  private readonly jobs: Jobs;
  private shown: Listed | null = null;
  private words: Words | null = null;
  private close: () => void = () => undefined;
  private pdf: Promise<PdfReader> | null = null;

  constructor(private readonly tools: FilesTools) {
    this.jobs = new Jobs(tools, (target) => this.changed(target));
  }

  view(words: Words): FilesView {
    this.words = words;
    this.shown = listView(words, this.tools, this.jobs, {
      save: (target) => void this.jobs.save(target, this.nameOf(target)),
      look: (file) => void this.look(file),
    });
    return this.shown;
  }

  busy(): boolean {
    return this.jobs.busy;
  }

  stop(): void {
    this.close();
    this.jobs.stop();
  }

  private nameOf(target: Target): string {
    if (target === "all") return this.words?.files.zipName ?? "";
    return (this.jobs.names[target] ?? "").split("/").pop() ?? "";
  }

  private changed(target: Target): void {
    this.shown?.draw(target);
    const state = this.jobs.state(target);
    // Said once at each end; progress is there to be looked up, and says nothing by itself.
    if (state.name === "running" || this.words === null) return;
    const text = stateText(this.words, state, this.tools.again);
    if (text !== "") this.tools.say(text);
  }

  private async look(file: number): Promise<void> {
    const octets = await this.jobs.read(file);
    const name = this.tools.files[file]?.name ?? "";
    if (octets === null || this.words === null) return;
    const before = document.activeElement;
    const drawable = await this.drawable(octets).catch(() => null);
    if (drawable === null) return this.jobs.fail(file, "unreadable");
    const closed = (): void => {
      this.close = () => undefined;
      if (before instanceof HTMLElement) before.focus({ preventScroll: true });
    };
    this.close = await look(this.words, { name, drawable, viewOnly: this.tools.viewOnly }, closed);
  }

  private async drawable(octets: Uint8Array<ArrayBuffer>): Promise<Drawable | null> {
    const type = typeOf(octets);
    if (type === null) return null;
    if (type !== "application/pdf") return picture(octets, type);
    this.pdf ??= this.tools.loadPdf();
    const pdf = await this.pdf.catch((error: unknown) => {
      this.pdf = null;
      throw error;
    });
    return pdf.open(octets);
  }
}

(globalThis as { lacreFiles?: FilesAsset }).lacreFiles = { start: (tools) => new Part(tools) };
