// Canonical JSON (PROTOCOL 2). A shape says what a value must be and writes it again from what it knows; the text must then be
// the same. That refuses unknown, missing and duplicate members, white space and loose numbers in one comparison: two readers
// can never see two different documents in the same authenticated octets.

import { NotOctets, fromB64, fromUtf8 } from "./octets";

/** Not of the form that PROTOCOL gives. */
export class Malformed extends Error {}

export type Shape<T> = (value: unknown) => T;
type Shapes<T> = { readonly [name in keyof T]: Shape<T[name]> };

// With the u flag a pair is one character, so this finds unpaired surrogates only.
const UNPAIRED = /\p{Surrogate}/u;

export const wellFormed = (text: string): boolean => !UNPAIRED.test(text);

export function text(least = 0, most = Infinity): Shape<string> {
  return (value) => {
    if (typeof value !== "string" || !wellFormed(value)) throw new Malformed();
    if (least > 0 || most < Infinity) {
      const characters = [...value].length;
      if (characters < least || characters > most) throw new Malformed();
    }
    return value;
  };
}

export function matching(pattern: RegExp): Shape<string> {
  return (value) => {
    if (typeof value !== "string" || !pattern.test(value)) throw new Malformed();
    return value;
  };
}

export function integer(least: number, most: number): Shape<number> {
  return (value) => {
    if (typeof value !== "number" || !Number.isInteger(value)) throw new Malformed();
    if (value < least || value > most) throw new Malformed();
    return value;
  };
}

export const flag: Shape<boolean> = (value) => {
  if (typeof value !== "boolean") throw new Malformed();
  return value;
};

export function one<T extends string | number>(...choices: readonly T[]): Shape<T> {
  return (value) => {
    const found = choices.find((choice) => choice === value);
    if (found === undefined) throw new Malformed();
    return found;
  };
}

export function list<T>(item: Shape<T>, most: number): Shape<T[]> {
  return (value) => {
    if (!Array.isArray(value) || value.length > most) throw new Malformed();
    return value.map(item);
  };
}

/** Base64 text of so many octets. It stays text here, so that it can be written again. */
export function octets(least: number, most = least): Shape<string> {
  return (value) => {
    if (typeof value !== "string" || value.length > 4 * Math.ceil(most / 3)) throw new Malformed();
    let length: number;
    try {
      ({ length } = fromB64(value));
    } catch (error) {
      if (error instanceof NotOctets) throw new Malformed();
      throw error;
    }
    if (length < least || length > most) throw new Malformed();
    return value;
  };
}

/** The same, or an empty text for octets that are not there. */
export function perhaps(shape: Shape<string>): Shape<string> {
  return (value) => (value === "" ? "" : shape(value));
}

/** An object of exactly these members, in this order. */
export function object<T extends object>(members: Shapes<T>): Shape<T> {
  return (value) => {
    if (typeof value !== "object" || value === null || Array.isArray(value)) throw new Malformed();
    const found = value as Record<string, unknown>;
    const names = Object.keys(members) as (keyof T & string)[];
    const entries = names.map((name) => {
      if (!Object.prototype.hasOwnProperty.call(found, name)) throw new Malformed();
      return [name, members[name](found[name])];
    });
    return Object.fromEntries(entries) as T;
  };
}

export const encode = <T>(shape: Shape<T>, value: T): string => JSON.stringify(shape(value));

export function parse<T>(shape: Shape<T>, received: string): T {
  let value: unknown;
  try {
    value = JSON.parse(received);
  } catch {
    throw new Malformed();
  }
  const known = shape(value);
  if (JSON.stringify(known) !== received) throw new Malformed();
  return known;
}

export function textOf(received: Uint8Array): string {
  try {
    return fromUtf8(received);
  } catch {
    throw new Malformed();
  }
}

export const parseOctets = <T>(shape: Shape<T>, received: Uint8Array): T => parse(shape, textOf(received));
