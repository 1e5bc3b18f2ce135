// The address of the identity check (PROTOCOL 6): one form of it, so that what is typed and what the sender gave meet.

import { INVISIBLE } from "./invisible";

const UNSEEN = new RegExp(`[${INVISIBLE}]`, "g");
const LABEL = "[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?";
const ADDRESS = new RegExp(`^[!-?A-~]{1,64}@(?=[a-z0-9.-]{1,253}$)${LABEL}(?:\\.${LABEL})+$`);
const LONGEST = 254;

/** The one form, or null where it is no address: then nothing is sent. */
export function normAddress(typed: string): string | null {
  const address = typed.replace(UNSEEN, "").replace(/[A-Z]/g, (letter) => letter.toLowerCase());
  return address.length <= LONGEST && ADDRESS.test(address) ? address : null;
}

/** The eight digits of a code, however they were typed or pasted, or null. */
export function mailCode(typed: string): string | null {
  const digits = typed.replace(UNSEEN, "").replace(/[\u2010-\u2015\u2212-]/g, "");
  return /^[0-9]{8}$/.test(digits) ? digits : null;
}
