// What a person has filled in so far. In memory of this document and nowhere else: a reload loses it, and the page says so.

import type { Form } from "../core/request/documents";
import { MOST_ANSWERS } from "../core/request/submission";
import type { Answer } from "../core/request/submission";
import { contentLimit } from "./limit";

export interface Block {
  /** Of the form's parts. */
  readonly part: number;
  readonly values: string[];
  /** Which of the hidden ones are shown while they are typed. */
  readonly shown: boolean[];
}

export interface Place {
  readonly block: number;
  readonly field: number;
}

const MOST_FILES = 1000;

/** Half a pair of UTF-16 is no text. */
const wellFormed = (text: string): string => text.replace(/\p{Surrogate}/gu, "\ufffd");

export class Draft {
  readonly blocks: Block[] = [];
  readonly files: File[] = [];
  message = "";

  constructor(readonly form: Form, private readonly room: number) {
    form.parts.forEach((part, n) => {
      if (part.fields.length > 0) this.blocks.push(this.fresh(n));
    });
  }

  get limit(): number {
    return contentLimit(this.room);
  }

  get content(): number {
    return this.files.reduce((sum, { size }) => sum + size, 0);
  }

  get empty(): boolean {
    return this.message === "" && this.files.length === 0 && this.blocks.every(({ values }) => values.every((value) => value === ""));
  }

  /** How many of a part there are. */
  count(part: number): number {
    return this.blocks.filter((block) => block.part === part).length;
  }

  mayAdd(part: number): boolean {
    return this.count(part) < (this.form.parts[part]?.many ?? 0) && this.blocks.length < MOST_ANSWERS;
  }

  /** Behind the last of its part; gives its place. */
  add(part: number): number {
    const at = this.blocks.reduce((last, block, n) => (block.part === part ? n + 1 : last), 0);
    this.blocks.splice(at, 0, this.fresh(part));
    return at;
  }

  remove(block: number): void {
    this.blocks.splice(block, 1);
  }

  /** What is needed and empty. Of a part that is there several times, the first counts, and those that were begun. */
  missing(): Place[] {
    const first = new Set<number>();
    return this.blocks.flatMap(({ part, values }, block) => {
      const isFirst = !first.has(part);
      first.add(part);
      if (!isFirst && values.every((value) => value === "")) return [];
      const fields = this.form.parts[part]?.fields ?? [];
      return fields.flatMap((asked, field) => (asked.required && values[field]?.trim() === "" ? [{ block, field }] : []));
    });
  }

  get missesFiles(): boolean {
    return this.form.files === "required" && this.files.length === 0;
  }

  /** Takes as many as fit, or none. */
  take(files: readonly File[]): "large" | "many" | null {
    if (this.files.length + files.length > MOST_FILES) return "many";
    if (files.reduce((sum, { size }) => sum + size, this.content) > this.limit) return "large";
    this.files.push(...files);
    return null;
  }

  answers(): Answer[] {
    const filled = this.blocks.filter(({ values }) => values.some((value) => value !== ""));
    return filled.map(({ part, values }) => ({ part, values: values.map(wellFormed) }));
  }

  said(): string {
    return wellFormed(this.message);
  }

  private fresh(part: number): Block {
    const fields = this.form.parts[part]?.fields ?? [];
    return { part, values: fields.map(() => ""), shown: fields.map(() => false) };
  }
}
