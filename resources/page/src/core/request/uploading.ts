// One upload to a request (REQUESTS R7): offered, put piece by piece, going on where the line broke. Holds one piece at a time.

import { isRefusal } from "../errors";
import { Cancelled } from "../transfer";
import { patiently } from "../patience";
import type { Patience } from "../patience";

type Octets = Uint8Array<ArrayBuffer>;

export interface Source {
  /** Sealed octets in all. */
  readonly size: number;
  /** Where a piece may begin: at its multiples. */
  readonly step: number;
  /** Sealed octets from a place, so many steps of them at most. Sealed anew each time. */
  readonly piece: (offset: number, steps: number) => Promise<Octets>;
}

export interface UploadLine extends Patience {
  /** Begins the upload of this token, or says how much of it is there. */
  readonly offer: (token: Octets, size: number) => Promise<number>;
  readonly put: (token: Octets, offset: number, content: Octets, stop: AbortSignal) => Promise<number>;
  readonly token: () => Octets;
  /** What was begun under this token is not wanted. */
  readonly abandon: (token: Octets) => void;
  /** Of the caller's clock, in milliseconds. */
  readonly now: () => number;
}

export interface Told {
  readonly sent: (octets: number) => void;
  readonly stop: AbortSignal;
  /** What was begun before and broke off: gone on with, if the relay still has it. */
  readonly begun?: Octets | null;
  /** Under which token it is now. Who hears this keeps what breaks off, to go on with it. */
  readonly begins?: (token: Octets) => void;
}

/** The relay has it no more, or has what cannot be gone on from: it begins again under another token. */
class Lost extends Error {}

const MOST_STEPS = 16;
const MOST_BEGINNINGS = 4;
// A piece that takes about so long shows progress and loses little where the line breaks.
const WANTED_MS = 3000;

class Upload {
  private piece: { readonly at: number; readonly octets: Octets } | null = null;
  private steps = 1;

  constructor(
    private readonly line: UploadLine,
    private readonly source: Source,
    private readonly told: Told,
    private readonly token: Octets,
  ) {}

  async run(): Promise<void> {
    let have = await this.offer();
    while (have < this.source.size) have = await this.next(have);
  }

  private async offer(): Promise<number> {
    const have = await patiently(this.line, () => {
      this.requireWanted();
      return this.line.offer(this.token, this.source.size);
    });
    this.told.sent(have);
    return have;
  }

  private async next(have: number): Promise<number> {
    const rest = await this.rest(have);
    const begun = this.line.now();
    try {
      this.requireWanted();
      const now = await this.line.put(this.token, have, rest, this.told.stop);
      if (now !== have + rest.length) return await this.offer();
      this.adapt(this.line.now() - begun);
      this.told.sent(now);
      return now;
    } catch (error) {
      this.requireWanted();
      return await this.mend(error);
    }
  }

  /** What the relay has after a piece that went wrong, once it can be asked. */
  private async mend(error: unknown): Promise<number> {
    if (!isRefusal(error)) throw error;
    if (error.code === "unknown") throw new Lost();
    if (!["unreachable", "busy", "offset"].includes(error.code)) throw error;
    this.steps = 1;
    let waited = error.code === "offset";
    await patiently(this.line, async () => {
      if (waited) return;
      waited = true;
      throw error;
    });
    return this.offer();
  }

  private async rest(have: number): Promise<Octets> {
    const { piece } = this;
    if (piece !== null && piece.at <= have && have < piece.at + piece.octets.length) return piece.octets.subarray(have - piece.at);
    // A part of a chunk that was sealed and is here no more cannot be sealed again.
    if (have % this.source.step !== 0) throw new Lost();
    this.piece = null;
    const octets = await this.source.piece(have, this.steps);
    this.piece = { at: have, octets };
    return octets;
  }

  private adapt(ms: number): void {
    if (ms < WANTED_MS / 2) this.steps = Math.min(this.steps * 2, MOST_STEPS);
    else if (ms > WANTED_MS) this.steps = Math.max(1, this.steps >> 1);
  }

  private requireWanted(): void {
    if (this.told.stop.aborted) throw new Cancelled();
  }
}

/** The token of an upload that has all of its octets. */
export async function upload(line: UploadLine, source: Source, told: Told): Promise<Octets> {
  for (let beginning = 1, begun = told.begun ?? null; ; beginning++, begun = null) {
    const token = begun ?? line.token();
    told.begins?.(token);
    try {
      await new Upload(line, source, told, token).run();
      return token;
    } catch (error) {
      const lost = error instanceof Lost;
      if (lost || error instanceof Cancelled || told.begins === undefined) line.abandon(token);
      if (!lost || beginning === MOST_BEGINNINGS) throw error;
    }
  }
}

/** Octets that are here whole, and stay the same. */
export function held(octets: Octets): Source {
  const step = 65_536;
  return { size: octets.length, step: 1, piece: async (offset, steps) => octets.subarray(offset, offset + steps * step) };
}
