// What looks like a slip of the fingers, found without asking anybody. A doubt is said and never stops anything: people know their own
// numbers, and not every country's are known here.

import type { Doubt, FieldKind } from "../words/asked";

const bare = (value: string): string => value.replace(/[\s.\-\u2010-\u2015/]/g, "").toUpperCase();

/** ISO 13616: the first four behind the rest, letters as two digits, remainder 1. */
function isIban(value: string): boolean {
  const iban = bare(value);
  if (!/^[A-Z]{2}[0-9]{2}[A-Z0-9]{11,30}$/.test(iban)) return false;
  if (iban.startsWith("PT") && iban.length !== 25) return false;
  const digits = `${iban.slice(4)}${iban.slice(0, 4)}`.replace(/[A-Z]/g, (letter) => String(letter.charCodeAt(0) - 55));
  let rest = 0;
  for (const digit of digits) rest = (rest * 10 + Number(digit)) % 97;
  return rest === 1;
}

/** Nine digits, the last from the others by weights of 9 to 2. A prefix of the country may stand before it. */
function isNif(value: string): boolean {
  const nif = bare(value).replace(/^PT/, "");
  if (!/^[0-9]{9}$/.test(nif)) return false;
  const sum = [...nif.slice(0, 8)].reduce((all, digit, at) => all + Number(digit) * (9 - at), 0);
  return Number(nif[8]) === (sum % 11 < 2 ? 0 : 11 - (sum % 11));
}

const PRIMES = [29, 23, 19, 17, 13, 11, 7, 5, 3, 2];

function isNiss(value: string): boolean {
  const niss = bare(value);
  if (!/^[12][0-9]{10}$/.test(niss)) return false;
  const sum = PRIMES.reduce((all, prime, at) => all + prime * Number(niss[at]), 0);
  return Number(niss[10]) === 9 - (sum % 10);
}

/** ISO/IEC 7812 (Luhn). */
function isCard(value: string): boolean {
  const digits = bare(value);
  if (!/^[0-9]{12,19}$/.test(digits)) return false;
  const sum = [...digits].reverse().reduce((all, digit, at) => {
    const doubled = at % 2 === 1 ? 2 * Number(digit) : Number(digit);
    return all + (doubled > 9 ? doubled - 9 : doubled);
  }, 0);
  return sum % 10 === 0;
}

const RIGHT: Readonly<Record<Doubt, (value: string) => boolean>> = {
  email: (value) => /^[^\s@]+@[^\s@]+\.[^\s@.]+$/.test(value.trim()),
  url: (value) => /^(?:https?:\/\/)?[^\s./]+(?:\.[^\s./]+)+(?:[/:?#]\S*)?$/i.test(value.trim()),
  phone: (value) => (value.match(/[0-9]/g) ?? []).length >= 6,
  iban: isIban,
  bic: (value) => /^[A-Z]{6}[A-Z0-9]{2}(?:[A-Z0-9]{3})?$/.test(bare(value)),
  nif: isNif,
  niss: isNiss,
  card: isCard,
  month: (value) => /^(?:0?[1-9]|1[0-2])(?:20)?[0-9]{2}$/.test(bare(value)),
};

export function doubtOf(kind: FieldKind, value: string): Doubt | null {
  const right = Object.prototype.hasOwnProperty.call(RIGHT, kind) ? RIGHT[kind as Doubt] : undefined;
  return right === undefined || value.trim() === "" || right(value) ? null : (kind as Doubt);
}
