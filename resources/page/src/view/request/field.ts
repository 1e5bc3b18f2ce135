// One field of the form: its label and hint, the keyboard that it wants, showing what is hidden, and a doubt that never stops anybody.

import type { FormField, FormPart } from "../../core/request/documents";
import type { Block } from "../../request/draft";
import { doubtOf } from "../../request/doubts";
import { fieldKind, fieldLabel, typingOf } from "../../request/kinds";
import type { Typing } from "../../request/kinds";
import { askedOf } from "../../request/speaking";
import type { Words } from "../../words/words";
import { el, icon } from "../dom";
import { written } from "../secret";

type Input = HTMLInputElement | HTMLTextAreaElement;

export interface FieldPlace {
  readonly part: FormPart;
  readonly field: FormField;
  readonly block: Block;
  /** Of the field in its part. */
  readonly at: number;
  /** Of the block among all. */
  readonly section: number;
  readonly missing: boolean;
}

export const fieldId = (section: number, at: number): string => `field-${section}-${at}`;

const MOST = 2000;
const MOST_LONG = 20_000;

/** What fills in one login is not to fill in another: each block is a section of its own. */
function autocomplete({ autocomplete: token }: Typing, section: number): string {
  if (token === undefined) return "off";
  return token === "one-time-code" ? token : `section-b${section} ${token}`;
}

function inputOf(place: FieldPlace, typing: Typing, described: string): Input {
  const { block, at, section, field, missing } = place;
  const common = {
    id: fieldId(section, at),
    inputmode: typing.inputmode,
    autocomplete: autocomplete(typing, section),
    autocapitalize: typing.capitals ?? "off",
    autocorrect: typing.capitals === "sentences" ? undefined : "off",
    spellcheck: typing.capitals === "sentences" ? undefined : "false",
    required: field.required,
    "aria-describedby": described || undefined,
    "aria-invalid": missing ? "true" : undefined,
    class: typing.exact === true ? "exact" : undefined,
  };
  const input =
    typing.long === true
      ? el("textarea", { ...common, rows: 3, maxlength: MOST_LONG })
      : el("input", { ...common, type: typing.hidden === true && block.shown[at] !== true ? "password" : "text", maxlength: MOST });
  input.value = block.values[at] ?? "";
  return input;
}

function showing(words: Words, input: HTMLInputElement, block: Block, at: number, label: string): HTMLElement {
  const { content } = words;
  const button = el("button", { type: "button", class: "reveal" });
  const dress = (): void => {
    const shown = block.shown[at] === true;
    button.replaceChildren(icon(shown ? "hide" : "show"));
    button.setAttribute("aria-label", shown ? content.hideOf(label) : content.showOf(label));
    input.type = shown ? "text" : "password";
  };
  button.addEventListener("click", () => {
    block.shown[at] = block.shown[at] !== true;
    dress();
  });
  dress();
  return button;
}

/** `changed` hears of every stroke. */
export function fieldView(words: Words, place: FieldPlace, changed: () => void): HTMLElement {
  const { part, field, block, at, section, missing } = place;
  const asked = askedOf(words);
  const typing = typingOf(part, field);
  const label = fieldLabel(asked, field);
  const id = fieldId(section, at);
  const hint = field.hint === "" ? null : el("p", { id: `${id}-hint`, class: "hint" }, el("bdi", {}, ...written("text", field.hint, words.content.invisible)));
  const doubt = el("p", { id: `${id}-doubt`, class: "doubt", role: "status" });
  const input = inputOf(place, typing, [hint === null ? "" : `${id}-hint`, `${id}-doubt`].join(" ").trim());
  const look = (): void => {
    const found = doubtOf(fieldKind(field), input.value);
    if (missing && input.value === "") doubt.replaceChildren(icon("warning"), el("span", {}, asked.form.without));
    else if (found === null) doubt.replaceChildren();
    else doubt.replaceChildren(icon("warning"), el("span", {}, `${asked.form.doubts[found]} ${asked.form.certain}`));
  };
  input.addEventListener("input", () => {
    block.values[at] = input.value;
    input.removeAttribute("aria-invalid");
    // While it is typed nothing is complete yet: a doubt only goes, and comes when the field is left.
    if (doubt.childElementCount > 0) look();
    changed();
  });
  input.addEventListener("change", look);
  look();
  const reveal = typing.hidden === true && input instanceof HTMLInputElement ? showing(words, input, block, at, label) : null;
  const needed = field.required && el("span", { class: "needed" }, ` ${asked.form.needed}`);
  const title = el("label", { for: id }, el("bdi", {}, ...written("label", label, words.content.invisible)), needed);
  return el("div", { class: "field" }, title, reveal === null ? input : el("div", { class: "with-reveal" }, input, reveal), hint, doubt);
}
