// The sender's terms: a text that scrolls, a name that is typed, a consent that is given by an act. Nothing is ticked beforehand.

import type { Words } from "../words/words";
import { el } from "./dom";
import type { Screen, View } from "./screen";
import { written } from "./secret";
import { slipNote } from "./slip";

export interface TermsState {
  readonly text: string;
  readonly from: string;
  name: string;
  consent: boolean;
  slip: "name" | "long" | "consent" | null;
}

export interface TermsActs {
  readonly accept: (name: string) => void;
  readonly refuse: () => void;
}

/** The characters of a name, those that nobody sees at its ends left out by `trimmed`. */
const MOST_NAME = 120;

function slipOf(state: TermsState, trimmed: string): TermsState["slip"] {
  if (trimmed === "") return "name";
  if ([...trimmed].length > MOST_NAME) return "long";
  return state.consent ? null : "consent";
}

function nameField(state: TermsState): HTMLInputElement {
  const wrong = state.slip === "name" || state.slip === "long";
  const input = el("input", {
    id: "name",
    type: "text",
    autocomplete: "name",
    autocapitalize: "words",
    spellcheck: "false",
    required: true,
    maxlength: 500,
    "aria-describedby": "terms-slip",
    "aria-invalid": wrong ? "true" : undefined,
  });
  input.value = state.name;
  input.addEventListener("input", () => (state.name = input.value));
  return input;
}

function consentBox(words: Words, state: TermsState): { node: HTMLElement; input: HTMLInputElement } {
  const invalid = state.slip === "consent" ? "true" : undefined;
  const input = el("input", { id: "consent", type: "checkbox", required: true, "aria-invalid": invalid, "aria-describedby": "terms-slip" });
  input.checked = state.consent;
  input.addEventListener("change", () => (state.consent = input.checked));
  return { node: el("label", { class: "tick", for: "consent" }, input, el("span", {}, words.terms.consent)), input };
}

/** `again` shows the screen once more, with what was typed and the slip. */
export function termsScreen(state: TermsState, trim: (name: string) => string, acts: TermsActs, again: () => void): Screen {
  return (words): View => {
    const { terms, cover, content } = words;
    const name = nameField(state);
    const consent = consentBox(words, state);
    const submit = (event: Event): void => {
      event.preventDefault();
      const trimmed = trim(state.name);
      state.slip = slipOf(state, trimmed);
      if (state.slip === null) acts.accept(trimmed);
      else again();
    };
    const said = slipNote("terms-slip", state.slip === null ? null : terms.slip[state.slip]);
    const ofConsent = state.slip === "consent";
    const form = el(
      "form",
      { submit, novalidate: true },
      el("label", { for: "name" }, terms.name),
      name,
      !ofConsent && said,
      consent.node,
      ofConsent && said,
      el("p", { class: "hint" }, terms.explain),
      el("button", { class: "primary", type: "submit" }, terms.accept),
      el("button", { class: "quiet wide", type: "button", click: acts.refuse }, terms.refuse),
    );
    const node = el(
      "div",
      { class: "card" },
      el("h1", { tabindex: -1 }, terms.heading),
      state.from !== "" && el("p", { class: "byline" }, `${cover.from} `, el("bdi", {}, state.from)),
      el("h2", { id: "terms-title" }, terms.text),
      el("div", { class: "terms", role: "region", tabindex: 0, "aria-labelledby": "terms-title", dir: "auto" }, ...written("text", state.text, content.invisible)),
      form,
    );
    if (state.slip === null) return { node };
    return { node, focus: ofConsent ? consent.input : name };
  };
}
