// Seals the chunks of files in a worker, one request behind another; on the main thread where there can be no worker.

import { Refusal } from "../core/errors";
import { sealParts } from "../core/sealing";
import { wipe } from "../core/sodium";
import type { WorkerAnswer, WorkerRequest } from "../engine";

type Octets = Uint8Array<ArrayBuffer>;

interface Waiting {
  readonly done: (sealed: Octets) => void;
  readonly failed: (error: Error) => void;
}

export class Sealer {
  private worker: Promise<Worker | null> | null = null;
  private readonly waiting: Waiting[] = [];

  constructor(
    private readonly key: Octets,
    /** How many chunks there are. */
    private readonly count: number,
    private readonly start: () => Promise<Worker>,
  ) {}

  /** `plain` is then no longer the caller's. */
  async seal(plain: Octets, first: number): Promise<Octets> {
    this.worker ??= this.start().then(
      (worker) => this.listen(worker),
      () => null,
    );
    const worker = await this.worker;
    if (worker === null) return sealParts(this.key, plain, first, this.count);
    return new Promise((done, failed) => {
      this.waiting.push({ done, failed });
      const request: WorkerRequest = { plain, key: this.key, first, count: this.count };
      worker.postMessage(request, [plain.buffer]);
    });
  }

  end(): void {
    wipe(this.key);
    void this.worker?.then((worker) => worker?.terminate());
  }

  /** A worker answers in the order in which it was asked. */
  private listen(worker: Worker): Worker {
    worker.onmessage = ({ data }: MessageEvent<WorkerAnswer>) => {
      const next = this.waiting.shift();
      if ("sealed" in data) next?.done(data.sealed);
      else next?.failed(new Refusal("memory"));
    };
    worker.onerror = () => {
      for (const one of this.waiting.splice(0)) one.failed(new Refusal("memory"));
    };
    return worker;
  }
}
