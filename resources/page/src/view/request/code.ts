// "The code you just received": one big field, a press that is held, and the page stays for the next one.

import type { Asked } from "../../core/request/giving";
import { askedOf } from "../../request/speaking";
import type { Words } from "../../words/words";
import { el } from "../dom";
import { holdPart } from "../hold";
import type { Screen, View } from "../screen";
import { slipNote } from "../slip";
import { askerPart, factsPart } from "./cover";
import { wordsList } from "./sent";
import type { CheckWords } from "./sent";

export interface SentCode {
  readonly n: number;
  readonly at: Date;
  readonly check: CheckWords;
}

export interface CodeState {
  typed: string;
  letters: boolean;
  sending: boolean;
  slip: "empty" | null;
  /** Why the last one has not gone. */
  trouble: string | null;
  sent: SentCode | null;
  left: number;
}

export interface CodeActs {
  readonly send: () => void;
  readonly again: () => void;
  readonly say: (text: string) => void;
}

const two = (n: number): string => String(n).padStart(2, "0");
const clock = (at: Date): string => `${two(at.getHours())}:${two(at.getMinutes())}:${two(at.getSeconds())}`;

function field(state: CodeState): HTMLInputElement {
  const input = el("input", {
    id: "code",
    type: "text",
    class: "code big",
    inputmode: state.letters ? "text" : "numeric",
    enterkeyhint: "done",
    autocomplete: "one-time-code",
    autocapitalize: "off",
    autocorrect: "off",
    spellcheck: "false",
    maxlength: 60,
    "aria-describedby": "code-hint code-slip",
    "aria-invalid": state.slip === null ? undefined : "true",
  });
  input.value = state.typed;
  input.addEventListener("input", () => (state.typed = input.value));
  return input;
}

function lastSent(words: Words, { sent, left }: CodeState): HTMLElement | null {
  if (sent === null) return null;
  const { code } = askedOf(words);
  return el(
    "section",
    { class: "last", "aria-label": code.sentAt(sent.n, clock(sent.at)) },
    el("p", { class: "strong good" }, code.sentAt(sent.n, clock(sent.at))),
    el("p", { class: "about" }, code.words),
    wordsList(words, sent.check),
    el("p", { class: "hint" }, left > 0 ? code.stay : code.last),
  );
}

function entry(words: Words, state: CodeState, acts: CodeActs): { nodes: readonly HTMLElement[]; input: HTMLElement; stop: () => void } {
  const { code } = askedOf(words);
  const input = field(state);
  const hold = holdPart(words.hold, acts.send, acts.say);
  const [button] = hold.nodes;
  if (state.sending) button?.setAttribute("aria-disabled", "true");
  const kind = (): void => {
    state.letters = !state.letters;
    acts.again();
  };
  // Enter goes on to the button: what is held there is the one act that sends.
  input.addEventListener("keydown", (event) => {
    if (event.key !== "Enter") return;
    event.preventDefault();
    button?.focus();
  });
  const label = el("label", { for: "code" }, code.label);
  const hint = el("p", { id: "code-hint", class: "hint" }, code.hint);
  const letters = el("button", { type: "button", class: "quiet", click: kind }, state.letters ? code.digits : code.letters);
  const slip = slipNote("code-slip", state.slip === null ? state.trouble : code.empty);
  const sending = el("p", { class: "step", role: "status" }, state.sending ? code.sending : "");
  return { nodes: [label, input, hint, letters, slip, sending, ...hold.nodes], input, stop: hold.stop };
}

export function codeScreen(asked: Asked, state: CodeState, acts: CodeActs, canFocus: boolean): Screen {
  return (words): View => {
    const facts = factsPart(words, { ...asked, shown: { ...asked.shown, left: state.left } });
    const typing = state.left > 0 ? entry(words, state, acts) : null;
    const node = el(
      "div",
      { class: "card one-code" },
      el("h1", { tabindex: -1 }, askedOf(words).code.heading),
      lastSent(words, state),
      state.sent === null && askerPart(words, asked),
      typing !== null && el("div", { class: "entry" }, ...typing.nodes),
      facts.node,
    );
    const leave = (): void => {
      facts.stop();
      typing?.stop();
    };
    // Not behind a code that was sent: on a phone the keyboard would cover its words.
    const wanted = typing !== null && (canFocus || state.slip !== null || state.trouble !== null);
    return { node, leave, ...(wanted ? { focus: typing.input } : {}) };
  };
}
