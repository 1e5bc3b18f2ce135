// What kinds of parts and fields there are, and how each is typed: keyboard, browser's help, secrecy. One that is not known is text.

import type { Form, FormField, FormPart } from "../core/request/documents";
import type { AskedWords, FieldKind, PartKind } from "../words/asked";

export interface Typing {
  /** Which keyboard a phone shows. */
  readonly inputmode?: "text" | "numeric" | "decimal" | "email" | "tel" | "url";
  readonly autocomplete?: string;
  readonly capitals?: "off" | "words" | "sentences" | "characters";
  /** Of several lines. */
  readonly long?: boolean;
  /** Typed behind dots, with a button that shows it. */
  readonly hidden?: boolean;
  /** Masked in the last look. */
  readonly masked?: boolean;
  /** In a face in which no two signs look alike. */
  readonly exact?: boolean;
}

const TYPING: Readonly<Record<FieldKind, Typing>> = {
  text: { capitals: "sentences" },
  name: { autocomplete: "name", capitals: "words" },
  username: { autocomplete: "username", exact: true },
  password: { autocomplete: "current-password", hidden: true, masked: true, exact: true },
  url: { inputmode: "url" },
  email: { inputmode: "email", autocomplete: "email" },
  phone: { inputmode: "tel", autocomplete: "tel" },
  address: { autocomplete: "street-address", capitals: "sentences", long: true },
  note: { capitals: "sentences", long: true },
  date: {},
  code: { masked: true, exact: true },
  pin: { inputmode: "numeric", hidden: true, masked: true, exact: true },
  iban: { capitals: "characters", exact: true },
  bic: { capitals: "characters", exact: true },
  holder: { autocomplete: "name", capitals: "words" },
  nif: { inputmode: "numeric", exact: true },
  niss: { inputmode: "numeric", exact: true },
  card: { inputmode: "numeric", autocomplete: "cc-number", masked: true, exact: true },
  month: { inputmode: "text", autocomplete: "cc-exp" },
  place: { capitals: "sentences" },
  recovery: { long: true, masked: true, exact: true },
};

// In a card and in a code the same kinds mean something closer.
const WITHIN: Readonly<Partial<Record<PartKind, Partial<Record<FieldKind, Typing>>>>> = {
  card: {
    code: { inputmode: "numeric", autocomplete: "cc-csc", hidden: true, masked: true, exact: true },
    holder: { autocomplete: "cc-name", capitals: "words" },
    name: { autocomplete: "cc-name", capitals: "words" },
  },
  code: { code: { inputmode: "numeric", autocomplete: "one-time-code", exact: true } },
  identity: { date: { autocomplete: "bday" } },
};

const has = (object: object, name: string): boolean => Object.prototype.hasOwnProperty.call(object, name);

export const fieldKind = ({ kind }: FormField): FieldKind => (has(TYPING, kind) ? (kind as FieldKind) : "text");

export const partKind = (asked: AskedWords, { kind }: FormPart): PartKind => (has(asked.parts, kind) ? (kind as PartKind) : "own");

export function typingOf(part: FormPart, field: FormField): Typing {
  const kind = fieldKind(field);
  // The kind of a part is what a stranger's form says: "constructor" is a member of every object.
  const within = has(WITHIN, part.kind) ? WITHIN[part.kind as PartKind] : undefined;
  return within !== undefined && has(within, kind) ? (within[kind] ?? TYPING[kind]) : TYPING[kind];
}

/** The asker's label, or the reader's own word for the kind. */
export const fieldLabel = (asked: AskedWords, field: FormField): string => field.label || asked.fields[fieldKind(field)];

export const partLabel = (asked: AskedWords, part: FormPart): string => part.label || asked.parts[partKind(asked, part)];

/** What the files are called: as the part that asks for them, if the asker has named it. */
export const filesLabel = (asked: AskedWords, { parts }: Form): string =>
  parts.find(({ kind, label }) => kind === "file" && label !== "")?.label ?? asked.files.heading;
