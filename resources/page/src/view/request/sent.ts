// It has gone: who can open it, and the four words to be read aloud.

import type { Asked } from "../../core/request/giving";
import type { Language } from "../../core/wire";
import { askedOf } from "../../request/speaking";
import type { Words } from "../../words/words";
import { el, icon } from "../dom";
import type { Attributes } from "../dom";
import type { Screen, View } from "../screen";
import { written } from "../secret";

/** The words of one answer: still being worked out, there, or not to be had. */
export interface CheckWords {
  readonly language: Language;
  state: readonly string[] | "coming" | "none";
  /** Draws them where they stand. */
  draw: () => void;
}

const SPOKEN: Readonly<Record<Language, string>> = { "pt-PT": "pt", "pt-BR": "pt", en: "en", es: "es", fr: "fr" };

const PLACES = ["…", "…", "…", "…"];

export function wordsList(words: Words, check: CheckWords): HTMLElement {
  const place = el("div", { class: "check", role: "status" });
  const draw = (): void => {
    const list = (attributes: Attributes, found: readonly string[]): HTMLElement =>
      el("ol", { class: "words", ...attributes }, ...found.map((word) => el("li", {}, word)));
    // Their places are there before they are: a button that moves away under a finger sends nothing.
    if (check.state === "coming") place.replaceChildren(list({ class: "words coming", "aria-label": words.preparing }, PLACES));
    else if (check.state === "none") place.replaceChildren(el("p", { class: "hint" }, askedOf(words).sent.noWords));
    else place.replaceChildren(list({ lang: SPOKEN[check.language], translate: "no" }, check.state));
  };
  check.draw = draw;
  draw();
  return place;
}

export function sentScreen(asked: Asked, check: CheckWords, again: (() => void) | null): Screen {
  return (words): View => {
    const { sent } = askedOf(words);
    const { from } = asked.form;
    const node = el(
      "div",
      { class: "card sent" },
      el("div", { class: "badge good" }, icon("check")),
      el("h1", { tabindex: -1 }, sent.heading),
      from !== "" && el("p", { class: "byline" }, `${sent.whatFor} `, el("bdi", {}, ...written("label", from, words.content.invisible))),
      el("h2", {}, sent.words),
      wordsList(words, check),
      el("p", { class: "hint" }, sent.explain),
      el("div", { class: "facts" }, el("p", {}, icon("lock"), el("span", {}, sent.what)), el("p", {}, icon("trash"), el("span", {}, sent.kept))),
      again !== null && el("button", { type: "button", class: "wide", click: again }, sent.again),
    );
    return { node };
  };
}
