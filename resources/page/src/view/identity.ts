// The identity check: an address, then the code that was sent there. What is said is the same whatever the address was: nobody learns
// here to whom a share was sent.

import type { Words } from "../words/words";
import { el } from "./dom";
import type { Screen, View } from "./screen";
import { slipNote } from "./slip";

export type IdentitySlip =
  | { readonly why: "address" | "short" | "wrong" | "offline" }
  | { readonly why: "busy"; readonly seconds: number };

export interface IdentityState {
  address: string;
  code: string;
  /** When a code was asked for, in milliseconds; 0 before. */
  asked: number;
  asking: boolean;
  slip: IdentitySlip | null;
}

export interface IdentityActs {
  readonly ask: () => void;
  readonly next: () => void;
  /** Back to the address. */
  readonly other: () => void;
}

const AGAIN_MS = 60_000;

function slipText(words: Words, slip: IdentitySlip | null): string | null {
  if (slip === null) return null;
  return slip.why === "busy" ? words.identity.busy(slip.seconds) : words.identity.slip[slip.why];
}

function addressField(state: IdentityState): HTMLInputElement {
  const input = el("input", {
    id: "address",
    // Not "email": engines change what is typed into one before a script sees it.
    type: "text",
    inputmode: "email",
    enterkeyhint: "send",
    autocomplete: "email",
    autocapitalize: "off",
    autocorrect: "off",
    spellcheck: "false",
    maxlength: 1000,
    "aria-describedby": "identity-slip",
    "aria-invalid": state.slip?.why === "address" ? "true" : undefined,
  });
  input.value = state.address;
  input.addEventListener("input", () => (state.address = input.value));
  return input;
}

function codeField(state: IdentityState): HTMLInputElement {
  const wrong = state.slip?.why === "short" || state.slip?.why === "wrong";
  const input = el("input", {
    id: "mail-code",
    type: "text",
    class: "code",
    inputmode: "numeric",
    enterkeyhint: "next",
    autocomplete: "one-time-code",
    spellcheck: "false",
    maxlength: 40,
    "aria-describedby": "identity-slip identity-hint",
    "aria-invalid": wrong ? "true" : undefined,
  });
  input.value = state.code;
  input.addEventListener("input", () => (state.code = input.value));
  return input;
}

/** Asks for another code, once there may be one; kept true while it is in the document. */
function againButton(words: Words, state: IdentityState, ask: () => void): { node: HTMLElement; stop: () => void } {
  const button = el("button", { type: "button", class: "quiet" });
  let timer: ReturnType<typeof setTimeout> | undefined;
  const tick = (): void => {
    const left = Math.ceil((state.asked + AGAIN_MS - Date.now()) / 1000);
    // A clock that was set meanwhile must not hold anybody up.
    const waits = left > 0 && left <= AGAIN_MS / 1000;
    button.textContent = waits ? words.identity.againIn(left) : words.identity.again;
    button.setAttribute("aria-disabled", String(waits));
    if (waits) timer = setTimeout(tick, 1000);
  };
  button.addEventListener("click", () => {
    if (button.getAttribute("aria-disabled") === "false" && !state.asking) ask();
  });
  tick();
  return { node: button, stop: () => clearTimeout(timer) };
}

const submitting = (act: () => void) => (event: Event): void => {
  event.preventDefault();
  act();
};

function askView(words: Words, state: IdentityState, acts: IdentityActs, canFocus: boolean): View {
  const { identity } = words;
  const input = addressField(state);
  const label = state.asking ? identity.asking : identity.ask;
  const form = el(
    "form",
    { submit: submitting(() => state.asking || acts.ask()), novalidate: true },
    el("label", { for: "address" }, identity.address),
    input,
    slipNote("identity-slip", slipText(words, state.slip)),
    el("button", { class: "primary", type: "submit", "aria-disabled": String(state.asking) }, label),
  );
  const node = el("div", { class: "card" }, el("h1", { tabindex: -1 }, identity.heading), el("p", {}, identity.what), form);
  return { node, ...(canFocus || state.slip !== null ? { focus: input } : {}) };
}

function enterView(words: Words, state: IdentityState, acts: IdentityActs, canFocus: boolean): View {
  const { identity } = words;
  const input = codeField(state);
  const again = againButton(words, state, acts.ask);
  const [before, behind] = identity.sent;
  const form = el(
    "form",
    { submit: submitting(acts.next), novalidate: true },
    el("label", { for: "mail-code" }, identity.code),
    input,
    slipNote("identity-slip", slipText(words, state.slip)),
    el("p", { id: "identity-hint", class: "hint" }, identity.spam),
    el("button", { class: "primary", type: "submit" }, identity.next),
    el("div", { class: "group centre" }, again.node, el("button", { type: "button", class: "quiet", click: acts.other }, identity.other)),
  );
  const said = el("p", {}, before, el("bdi", { class: "strong" }, state.address.trim()), behind);
  const node = el("div", { class: "card" }, el("h1", { tabindex: -1 }, identity.enter), said, form);
  return { node, leave: again.stop, ...(canFocus || state.slip !== null ? { focus: input } : {}) };
}

export function identityScreen(state: IdentityState, acts: IdentityActs, canFocus: boolean): Screen {
  return (words) => (state.asked === 0 ? askView : enterView)(words, state, acts, canFocus);
}
