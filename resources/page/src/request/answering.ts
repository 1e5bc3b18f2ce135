// Sending answers from one opened page: each is sealed once, and sent until it is known what became of it. Owns their session, their
// numbers and their check words.

import { isRefusal } from "../core/errors";
import { patiently } from "../core/patience";
import type { Patience } from "../core/patience";
import type { Envelope, Giving } from "../core/request/giving";
import { newSession } from "../core/request/submission";
import type { Answer } from "../core/request/submission";
import type { Told } from "../core/request/uploading";
import type { Language } from "../core/wire";
import type { CheckWords } from "../view/request/sent";
import type { SentFiles } from "./sending";

export interface Content {
  readonly message: string;
  readonly answers: Answer[];
  readonly files: SentFiles;
  readonly language: Language;
}

interface Sealed {
  readonly envelope: Envelope;
  readonly files: SentFiles;
  readonly check: CheckWords;
}

/** What the relay says only of what it has not taken: a repeated submission that was taken is answered as then. */
const NOT_TAKEN = ["filled", "expired", "revoked", "locked", "gone", "paused", "full", "too-large", "conflict", "unknown"];

export class Answering {
  private readonly session = newSession();
  private i = 0;
  private sealed: Sealed | null = null;

  constructor(
    private readonly giving: Giving,
    private readonly patience: Patience,
    private readonly list: (language: Language) => Promise<readonly string[]>,
  ) {}

  /** Whether one may have arrived without our knowing: then nothing but that one is sent. */
  get unsure(): boolean {
    return this.sealed !== null;
  }

  /** Sends it, or the one of which nothing is known; gives its words. */
  async send(content: () => Promise<Content>, told: Told): Promise<CheckWords> {
    const { envelope, files, check } = (this.sealed ??= this.seal(await content()));
    try {
      await this.giving.submit(envelope, files.token, told);
    } catch (error) {
      if (isRefusal(error) && NOT_TAKEN.includes(error.code)) this.sealed = null;
      throw error;
    }
    this.sealed = null;
    this.i += 1;
    return check;
  }

  private seal({ message, answers, files, language }: Content): Sealed {
    const at = Math.floor(Date.now() / 1000);
    const { session, i } = this;
    const envelope = this.giving.seal({ v: 1, language, session, i, at, message, answers, files: files.files, key: files.key });
    const check: CheckWords = { language, state: "coming", draw: () => undefined };
    void this.words(envelope, check);
    return { envelope, files, check };
  }

  /** Worked out while the answer is on its way. */
  private async words(envelope: Envelope, check: CheckWords): Promise<void> {
    try {
      const numbers = await this.giving.words(envelope);
      const list = await patiently(this.patience, () => this.list(envelope.language));
      check.state = numbers.map((number) => (list[number] ?? "").normalize("NFC"));
    } catch {
      check.state = "none";
    }
    check.draw();
  }
}
