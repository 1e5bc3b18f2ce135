// The files of an opened share: brings in their asset, hands it what it needs, and lends the content screen its place. Owns the key of
// the files until the content goes.

import { FILE_CHUNK, contentLength } from "./core/body";
import type { Greeting, Opened, Opening } from "./core/claim";
import { filesPlain } from "./core/files";
import { fromB64 } from "./core/octets";
import { patiently } from "./core/patience";
import type { Patience } from "./core/patience";
import type { FilesPart, FilesTools } from "./files/tools";
import { loadFiles, loadPdf, startWorker } from "./loading";
import { Opener } from "./opener";
import type { Pause } from "./pause";
import { el } from "./view/dom";
import type { View } from "./view/screen";
import type { Words } from "./words/words";

export class BroughtFiles {
  private readonly opener: Opener;
  private readonly patience: Patience;
  private part: FilesPart | null = null;
  private arrived: (() => void) | null = null;
  private over = false;

  constructor(
    private readonly opening: Opening,
    private readonly greeting: Greeting,
    private readonly opened: Opened,
    private readonly pause: Pause,
    private readonly say: (text: string) => void,
  ) {
    const { manifest } = opened;
    const count = Math.ceil(filesPlain(contentLength(manifest)) / FILE_CHUNK);
    this.opener = new Opener(fromB64(manifest.key), count, startWorker);
    this.patience = { wait: (ms) => pause.wait(ms), tell: () => undefined };
    void this.bring();
  }

  /** Whether files are on their way: then the content does not go for want of a look at it. */
  get busy(): boolean {
    return this.part?.busy() ?? false;
  }

  stop(): void {
    this.over = true;
    this.part?.stop();
    this.opener.end();
  }

  view(words: Words): View {
    const place = el("div", {}, el("p", { class: "hint preparing" }, words.files.preparing));
    let leave = (): void => undefined;
    const fill = (): void => {
      if (this.part === null) return;
      const view = this.part.view(words);
      place.replaceChildren(view.node);
      leave = view.leave;
    };
    this.arrived = fill;
    fill();
    return { node: place, leave: () => leave() };
  }

  private async bring(): Promise<void> {
    const asset = await patiently(this.patience, loadFiles);
    if (this.over) return;
    this.part = asset.start(this.tools());
    this.arrived?.();
  }

  private tools(): FilesTools {
    const { manifest, viewsLeft } = this.opened;
    const { header } = this.greeting;
    return {
      files: manifest.files,
      viewOnly: header.rules.includes("no-download"),
      created: header.created,
      again: viewsLeft > 0,
      line: {
        ...this.patience,
        fetch: (offset, length, take, signal) => this.opening.fetchFiles(offset, length, take, signal),
        open: (sealed, first) => this.opener.open(sealed, first),
        flowing: () => undefined,
      },
      hurry: () => this.pause.hurry(),
      say: this.say,
      acknowledge: (file) => void this.acknowledge(file),
      loadPdf,
    };
  }

  /** Until it was heard, or the window is over: the sender is told what the person has. */
  private async acknowledge(file: number): Promise<void> {
    await patiently(this.patience, () => this.opening.acknowledge("file", file)).catch(() => undefined);
  }
}
