// The plain text of the files, piece by piece and in order, while several pieces are asked for ahead. Holds a few of them at a time,
// however long the text is; goes on from the octet where the line broke; gives nothing out whose chunk has not passed.

import { FILE_CHUNK, FILE_SEAL } from "./body";
import { Refusal, isRefusal } from "./errors";
import { SEALED_PART, TOGETHER, filesPlain } from "./files";
import { patiently } from "./patience";
import type { Patience } from "./patience";

type Octets = Uint8Array<ArrayBuffer>;

export interface Line extends Patience {
  /** Asks for so many octets of the sealed files and hands them over as they come; rejects where the line drops. */
  readonly fetch: (offset: number, length: number, take: (piece: Uint8Array) => void, signal: AbortSignal) => Promise<void>;
  /** Opens the chunks in `sealed`, which is then no longer the caller's. */
  readonly open: (sealed: Octets, first: number) => Promise<Octets>;
  /** That octets have come again. */
  readonly flowing: () => void;
}

export interface Span {
  readonly from: number;
  readonly to: number;
}

// Three: one being opened, one on its way, one asked for. More would only be held.
const AHEAD = 3;

/** What a person has stopped. */
export class Cancelled extends Error {}

interface Piece {
  readonly first: number;
  readonly offset: number;
  readonly sealed: number;
}

function* piecesOf(plain: number, span: Span): Generator<Piece> {
  const parts = Math.ceil(plain / FILE_CHUNK);
  const end = Math.ceil(span.to / FILE_CHUNK);
  for (let first = Math.floor(span.from / FILE_CHUNK); first < end; first += TOGETHER) {
    const behind = Math.min(first + TOGETHER, end);
    const length = Math.min(behind * FILE_CHUNK, plain) - first * FILE_CHUNK;
    yield { first, offset: first * SEALED_PART, sealed: length + FILE_SEAL * (Math.min(behind, parts) - first) };
  }
}

/** Whole, in as many requests as the line needs. Progress starts the waiting anew: a poor line is not a dead one. */
async function fetchPiece(line: Line, piece: Piece, signal: AbortSignal): Promise<Octets> {
  const sealed = new Uint8Array(piece.sealed);
  let have = 0;
  const take = (octets: Uint8Array): void => {
    if (have + octets.length > sealed.length) throw new Refusal("content");
    sealed.set(octets, have);
    have += octets.length;
    line.flowing();
  };
  while (have < sealed.length) {
    await patiently(line, async () => {
      if (signal.aborted) throw new Cancelled();
      const before = have;
      try {
        await line.fetch(piece.offset + have, sealed.length - have, take, signal);
      } catch (error) {
        if (signal.aborted) throw new Cancelled();
        if (have === before || !isRefusal(error) || error.code !== "unreachable") throw error;
      }
      if (have === before) throw new Refusal("unreachable");
    });
  }
  return sealed;
}

/** What of an opened piece is in the span. Behind the last file there are only zeros, or it is not what was sealed. */
function within(plain: Octets, at: number, span: Span, octets: number): Octets {
  if (at + plain.length > octets && plain.subarray(Math.max(0, octets - at)).some((octet) => octet !== 0)) throw new Refusal("content");
  return plain.subarray(Math.max(0, span.from - at), Math.min(plain.length, span.to - at));
}

/** The text of `octets` octets, from one place to another. Ends with an error, never early. */
export async function* plainText(line: Line, octets: number, span: Span, outer: AbortSignal): AsyncGenerator<Octets> {
  const own = new AbortController();
  const stop = (): void => own.abort();
  if (outer.aborted) stop();
  outer.addEventListener("abort", stop);
  const opened = async (piece: Piece): Promise<Octets> =>
    within(await line.open(await fetchPiece(line, piece, own.signal), piece.first), piece.first * FILE_CHUNK, span, octets);
  const pieces = piecesOf(filesPlain(octets), span);
  const ahead: Promise<Octets>[] = [];
  const ask = (): void => {
    const { value, done } = pieces.next();
    if (done === true) return;
    const coming = opened(value);
    // Heard when its turn comes; until then it is no unheard failure.
    coming.catch(() => undefined);
    ahead.push(coming);
  };
  try {
    if (span.to > span.from) for (let n = 0; n < AHEAD; n++) ask();
    for (let next = ahead.shift(); next !== undefined; next = ahead.shift()) {
      const plain = await next;
      ask();
      yield plain;
    }
  } finally {
    outer.removeEventListener("abort", stop);
    stop();
  }
}
