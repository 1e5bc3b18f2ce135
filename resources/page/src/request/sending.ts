// The files of an answer on their way while the form is still being filled in. Owns their key and their one upload: another choice of
// files begins another, the same files in whatever order go on with theirs, and so does what broke off.

import { FILE_CHUNK, sealedFiles } from "../core/body";
import type { ManifestFile } from "../core/body";
import { Refusal, isRefusal } from "../core/errors";
import { SEALED_PART, filesPlain } from "../core/files";
import { toB64 } from "../core/octets";
import { NO_FILES } from "../core/request/giving";
import type { Giving } from "../core/request/giving";
import type { Source } from "../core/request/uploading";
import { sodium, wipe } from "../core/sodium";
import type { AskedTrouble } from "../words/asked";
import { Reading, Unreadable } from "./reading";
import { Sealer } from "./sealer";
import { troubleOf } from "./trouble";

type Octets = Uint8Array<ArrayBuffer>;

export type Progress =
  | { readonly name: "none" }
  | { readonly name: "sending"; readonly sent: number; readonly size: number }
  | { readonly name: "sent" }
  | { readonly name: "failed"; readonly why: AskedTrouble | "unreadable" };

/** What the manifest says of them, and under which token the relay has them. */
export interface SentFiles {
  readonly files: ManifestFile[];
  readonly key: string;
  readonly token: Octets;
}

const NOTHING: SentFiles = { files: [], key: "", token: NO_FILES };
// A person who chooses one photo after another is not to begin an upload for each.
const QUIET_MS = 1200;

function sourceOf(reading: Reading, sealer: Sealer): Source {
  const plain = filesPlain(reading.content);
  const piece = async (offset: number, steps: number): Promise<Octets> => {
    const first = offset / SEALED_PART;
    const from = first * FILE_CHUNK;
    return sealer.seal(await reading.read(from, Math.min(from + steps * FILE_CHUNK, plain)), first);
  };
  return { size: sealedFiles(reading.content), step: SEALED_PART, piece };
}

const same = (one: File, other: File): boolean =>
  one.name === other.name && one.size === other.size && one.type === other.type && one.lastModified === other.lastModified;

/** Whether they are the same files. One that changed on the disk meanwhile has another date, and is read anew. */
function sameFiles(some: readonly File[], others: readonly File[]): boolean {
  if (some.length !== others.length) return false;
  const left = [...others];
  return some.every((one) => {
    const at = left.findIndex((other) => same(one, other));
    if (at >= 0) left.splice(at, 1);
    return at >= 0;
  });
}

const named = ({ name, type, size }: File): ManifestFile => ({
  name: [...name.replace(/\p{Surrogate}/gu, "\ufffd")].slice(0, 4096).join("") || "file",
  type: type.slice(0, 127),
  size,
});

export class Sending {
  progress: Progress = { name: "none" };
  /** That the line is down. */
  waiting = false;
  private stopping = new AbortController();
  private sealer: Sealer | null = null;
  private coming: Promise<SentFiles> = Promise.resolve(NOTHING);
  private begin: (() => void) | null = null;
  private token: Octets | null = null;
  private chosen: readonly File[] = [];
  private key: Octets | null = null;
  private reading: Reading | null = null;
  /** What changed on the disk since it was chosen: how long it is by now, only another choice of it says. */
  private readonly spoilt = new WeakSet<File>();
  private changed: () => void = () => undefined;

  constructor(
    private readonly giving: Giving,
    private readonly startWorker: () => Promise<Worker>,
  ) {}

  /** One at a time hears how far they are. */
  listen(changed: () => void): void {
    this.changed = changed;
  }

  /** These and no others, from now on. */
  choose(files: readonly File[]): void {
    const again = files.length > 0 && sameFiles(files, this.chosen);
    if (again && (this.progress.name === "sending" || this.progress.name === "sent")) return this.changed();
    if (!again) this.stop();
    if (files.length === 0) return this.tell({ name: "none" });
    // In the order in which they were sealed: that of the choice is nobody's meaning.
    const chosen = (this.chosen = again ? this.chosen : [...files]);
    const { signal } = (this.stopping = new AbortController());
    this.coming = new Promise<void>((resolve) => {
      this.begin = resolve;
      setTimeout(resolve, QUIET_MS);
    }).then(() => this.run(chosen, signal));
    // Heard when the answer is sent; until then what went wrong is shown beside the files.
    this.coming.catch((error: unknown) => {
      if (!signal.aborted) this.tell({ name: "failed", why: error instanceof Unreadable ? "unreadable" : troubleOf(error) });
    });
    this.tell({ name: "sending", sent: 0, size: 1 });
  }

  /** All of them there, at last. */
  whole(): Promise<SentFiles> {
    this.begin?.();
    return this.coming;
  }

  /** What the relay said to have, it has no more. */
  anew(files: readonly File[]): void {
    this.stop();
    this.choose(files);
  }

  /** Not wanted any more. */
  stop(): void {
    this.stopping.abort();
    this.sealer?.end();
    this.forget();
    this.coming = Promise.resolve(NOTHING);
  }

  /** What was begun is not gone on with. */
  private forget(): void {
    if (this.token !== null) this.giving.abandon(this.token);
    if (this.key !== null) wipe(this.key);
    this.sealer = this.token = this.key = this.reading = null;
    this.chosen = [];
  }

  /** They belong to a submission now. */
  given(): void {
    this.token = null;
    this.stop();
    this.progress = { name: "none" };
  }

  /** The line is down: said until something goes again. */
  waits(): void {
    this.waiting = true;
    this.changed();
  }

  private async run(files: readonly File[], signal: AbortSignal): Promise<SentFiles> {
    if (signal.aborted) throw new Refusal("service");
    const spoilt = files.find((file) => this.spoilt.has(file));
    if (spoilt !== undefined) {
      this.forget(); // another choice of the same name is another file
      throw new Unreadable(spoilt);
    }
    const key = (this.key ??= sodium.randombytes_buf(32) as Octets);
    const reading = (this.reading ??= new Reading(files));
    const said = { files: files.map(named), key: toB64(key) };
    const sealer = (this.sealer = new Sealer(key.slice(), Math.ceil(filesPlain(reading.content) / FILE_CHUNK), this.startWorker));
    const source = sourceOf(reading, sealer);
    const sent = (octets: number): void => this.tell({ name: "sending", sent: octets, size: source.size });
    try {
      const begins = (begun: Octets): void => {
        if (!signal.aborted) this.token = begun;
      };
      const token = await this.giving.upload(source, { sent, stop: signal, begun: this.token, begins });
      await reading.confirm(signal);
      this.tell({ name: "sent" });
      return { ...said, token };
    } catch (error) {
      if (error instanceof Unreadable && !signal.aborted) {
        this.spoilt.add(error.file);
        this.forget();
      }
      // Something in the machine below is no refusal: what cannot be read is told apart, everything else is the service.
      if (error instanceof Unreadable || isRefusal(error)) throw error;
      throw new Refusal("service");
    } finally {
      sealer.end();
    }
  }

  private tell(progress: Progress): void {
    if (this.stopping.signal.aborted && progress.name !== "none") return;
    this.progress = progress;
    this.waiting = false;
    this.changed();
  }
}
