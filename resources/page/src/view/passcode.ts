// The passcode: one big forgiving field. A slip that can be seen here is said here and costs nothing.

import type { Greeting } from "../core/claim";
import type { Entry } from "../core/documents";
import type { Words } from "../words/words";
import { coverPart } from "./cover";
import { el } from "./dom";
import type { Screen, View } from "./screen";
import { slipNote } from "./slip";

export type Slip = { readonly why: "empty" | "short" | "long" | "other" } | { readonly why: "wrong"; readonly left: number };

/** What was typed, and what became of it. */
export interface Typed {
  typed: string;
  slip: Slip | null;
  triesLeft: number;
}

export interface PasscodeState extends Typed {
  readonly greeting: Greeting;
}

type Keyboard = "symbols" | "words" | "digits" | "text";

const MOST_TRIES = 5;

function slipWords(words: Words, slip: Slip): string {
  if (slip.why === "wrong") return words.passcode.wrong(slip.left);
  return slip.why === "empty" ? words.passcode.empty : words.passcode.mistyped[slip.why];
}

function field(state: Typed, keyboard: Keyboard): HTMLInputElement {
  const input = el("input", {
    id: "passcode",
    type: "text",
    class: keyboard === "symbols" || keyboard === "digits" ? "code" : "",
    inputmode: keyboard === "digits" ? "numeric" : "text",
    enterkeyhint: "go",
    autocomplete: "off",
    autocapitalize: "off",
    autocorrect: "off",
    spellcheck: "false",
    maxlength: 256,
    "aria-describedby": "passcode-hint passcode-slip",
    "aria-invalid": state.slip === null ? undefined : "true",
    "data-1p-ignore": true,
    "data-lpignore": "true",
  });
  input.value = state.typed;
  input.addEventListener("input", () => (state.typed = input.value));
  return input;
}

function hint(words: Words, state: Typed, keyboard: Keyboard): HTMLElement {
  const few = state.slip === null && state.triesLeft < MOST_TRIES ? ` ${words.passcode.few(state.triesLeft)}` : "";
  return el("p", { id: "passcode-hint", class: "hint" }, `${words.passcode.hint} ${words.passcode.tolerant[keyboard]}${few}`);
}

/** The field with its button, for a passcode of this kind. */
export function passcodeForm(words: Words, state: Typed, entry: Entry, open: (typed: string) => void): { form: HTMLElement; input: HTMLElement } {
  const keyboard: Keyboard = entry === "none" ? "text" : entry;
  const input = field(state, keyboard);
  const submit = (event: Event): void => {
    event.preventDefault();
    open(input.value);
  };
  const form = el(
    "form",
    { submit, novalidate: true },
    el("label", { for: "passcode" }, words.passcode.label[keyboard]),
    input,
    slipNote("passcode-slip", state.slip === null ? null : slipWords(words, state.slip)),
    hint(words, state, keyboard),
    el("button", { class: "primary", type: "submit" }, words.passcode.open),
  );
  return { form, input };
}

/** `canFocus` is false where a field in focus would throw up a keyboard over what has not been read yet. */
export function passcodeScreen(state: PasscodeState, open: (typed: string) => void, canFocus: boolean): Screen {
  return (words): View => {
    const cover = coverPart(words, state.greeting);
    const { form, input } = passcodeForm(words, state, state.greeting.cover.entry, open);
    const node = el("div", { class: "card" }, ...cover.nodes, form);
    const focus = canFocus || state.slip !== null ? { focus: input } : {};
    return { node, leave: cover.stop, ...focus };
  };
}
