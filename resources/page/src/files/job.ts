// What is under way with the files: one thing at a time, with its progress, its end and its reason. Owns no element.

import { isRefusal } from "../core/errors";
import { spans } from "../core/files";
import { safeNames } from "../core/names";
import { Cancelled, plainText } from "../core/transfer";
import type { Line } from "../core/transfer";
import { hasDisk, memoryLimit } from "./limits";
import { diskSink, forget, memorySink } from "./sinks";
import type { Sink } from "./sinks";
import type { FilesTools } from "./tools";
import { zipLength, zipped } from "./zip";

type Octets = Uint8Array<ArrayBuffer>;

/** A file by its number, or all of them as one zip. */
export type Target = number | "all";

export type Failure = "damaged" | "window" | "revoked" | "disk" | "large" | "service" | "unreadable";

export type State =
  | { readonly name: "idle" }
  | { readonly name: "running"; readonly done: number; readonly total: number; readonly waiting: "unreachable" | "busy" | null }
  | { readonly name: "saved"; readonly handed: boolean; readonly again: (() => void) | null }
  | { readonly name: "seen" }
  | { readonly name: "cancelled" }
  | { readonly name: "failed"; readonly why: Failure };

const IDLE: State = { name: "idle" };
// What is looked at lies in memory whole, and once more as pixels.
export const MOST_VIEWED = 64 * 2 ** 20;

function failure(error: unknown): Failure {
  if (!isRefusal(error)) return "disk";
  if (error.code === "content") return "damaged";
  if (error.code === "revoked") return "revoked";
  return error.code === "unknown" || error.code === "window" || error.code === "opened" || error.code === "expired" ? "window" : "service";
}

export class Jobs {
  readonly names: readonly string[];
  private readonly states = new Map<Target, State>();
  private readonly spans;
  private readonly octets: number;
  private under: { readonly target: Target; readonly abort: AbortController } | null = null;

  constructor(
    private readonly tools: FilesTools,
    private readonly changed: (target: Target) => void,
  ) {
    this.names = safeNames(tools.files.map(({ name }) => name));
    this.spans = spans(tools.files);
    this.octets = tools.files.reduce((sum, { size }) => sum + size, 0);
  }

  state(target: Target): State {
    return this.states.get(target) ?? IDLE;
  }

  get busy(): boolean {
    return this.under !== null;
  }

  sizeOf(target: Target): number {
    return target === "all" ? zipLength(this.tools.files, this.names, this.tools.created) : (this.tools.files[target]?.size ?? 0);
  }

  cancel(): void {
    this.under?.abort.abort();
    this.tools.hurry();
  }

  stop(): void {
    this.cancel();
    forget();
  }

  /** Saves under `name`, straight after the press: browsers lend the disk only then. */
  async save(target: Target, name: string): Promise<void> {
    if (this.under !== null) return;
    const total = this.sizeOf(target);
    const chosen = hasDisk() ? await diskSink(name) : undefined;
    if (chosen === null || this.under !== null) return;
    if (chosen === undefined && total > memoryLimit()) return this.set(target, { name: "failed", why: "large" });
    if (chosen === undefined) this.letGo();
    const sink = chosen ?? memorySink(name);
    await this.run(target, total, async (signal, progress) => {
      try {
        await this.pour(target, sink, signal, progress);
        if (signal.aborted) throw new Cancelled();
        return { name: "saved", handed: chosen === undefined, again: await sink.close() };
      } catch (error) {
        await sink.abort();
        throw error;
      }
    });
    if (this.state(target).name === "saved") this.acknowledge(target);
  }

  /** The octets of one file, for looking at. */
  async read(file: number): Promise<Octets | null> {
    const total = this.sizeOf(file);
    if (this.under !== null) return null;
    if (total > MOST_VIEWED) {
      this.set(file, { name: "failed", why: "large" });
      return null;
    }
    const whole = new Uint8Array(total);
    await this.run(file, total, async (signal, progress) => {
      let at = 0;
      for await (const piece of this.text(file, signal)) {
        whole.set(piece, at);
        at += piece.length;
        progress(at);
      }
      return { name: "seen" };
    });
    if (this.state(file).name !== "seen") return null;
    this.acknowledge(file);
    return whole;
  }

  fail(target: Target, why: Failure): void {
    this.set(target, { name: "failed", why });
  }

  private async pour(target: Target, sink: Sink, signal: AbortSignal, progress: (done: number) => void): Promise<void> {
    let done = 0;
    const write = async (octets: Octets): Promise<void> => {
      if (signal.aborted) throw new Cancelled();
      await sink.write(octets);
      done += octets.length;
      progress(done);
    };
    if (target !== "all") {
      for await (const piece of this.text(target, signal)) await write(piece);
      return;
    }
    const entries = this.tools.files.map(({ size }, n) => ({ name: this.names[n] ?? "", size }));
    await zipped(entries, this.text("all", signal), this.tools.created, write);
  }

  private text(target: Target, signal: AbortSignal): AsyncGenerator<Octets> {
    const span = target === "all" ? { from: 0, to: this.octets } : this.spans[target];
    if (span === undefined) throw new Error("no such file");
    const line: Line = {
      ...this.tools.line,
      tell: ({ why }) => this.waiting(target, why),
      flowing: () => this.waiting(target, null),
    };
    return plainText(line, this.octets, span, signal);
  }

  private async run(
    target: Target,
    total: number,
    work: (signal: AbortSignal, progress: (done: number) => void) => Promise<State>,
  ): Promise<void> {
    const abort = new AbortController();
    this.under = { target, abort };
    this.set(target, { name: "running", done: 0, total, waiting: null });
    const progress = (done: number): void => {
      const { waiting } = this.state(target) as { waiting?: "unreachable" | "busy" | null };
      this.set(target, { name: "running", done, total, waiting: waiting ?? null });
    };
    let end: State;
    try {
      end = await work(abort.signal, progress);
    } catch (error) {
      // A line that was cut by the person fails in ways of its own.
      end = abort.signal.aborted ? { name: "cancelled" } : { name: "failed", why: failure(error) };
    }
    this.under = null;
    this.set(target, end);
  }

  private waiting(target: Target, why: "unreachable" | "busy" | null): void {
    const state = this.state(target);
    if (state.name === "running" && state.waiting !== why) this.set(target, { ...state, waiting: why });
  }

  /** What lies in memory is one file: the one before cannot be handed over once more. */
  private letGo(): void {
    for (const [target, state] of this.states) if (state.name === "saved") this.set(target, { ...state, again: null });
  }

  private acknowledge(target: Target): void {
    if (target !== "all") return this.tools.acknowledge(target);
    this.tools.files.forEach((_, file) => this.tools.acknowledge(file));
  }

  private set(target: Target, state: State): void {
    this.states.set(target, state);
    this.changed(target);
  }
}
