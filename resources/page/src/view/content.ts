// The opened share: message, fields, until when, and "I have it".

import type { Greeting, Opened } from "../core/claim";
import type { Words } from "../words/words";
import { el, icon } from "./dom";
import type { IconName } from "./dom";
import { rowView } from "./row";
import type { Row, RowState, RowTools } from "./row";
import type { Screen, View } from "./screen";
import { startsMasked } from "./secret";
import { countdown, exact } from "./when";

const MANY = 3;

export interface ContentState {
  readonly greeting: Greeting;
  readonly viewsLeft: number;
  readonly message: RowState | null;
  readonly rows: readonly RowState[];
  readonly mayCopy: boolean;
  copied: "copied" | "selected" | null;
}

export function contentState(greeting: Greeting, opened: Opened): ContentState {
  const { rules } = greeting.header;
  const hide = rules.includes("hide");
  const { message, fields } = opened.manifest;
  const row = (label: string, kind: string, value: string): RowState => {
    const maskable = startsMasked(kind, hide);
    return { label, kind, value, maskable, visible: !maskable };
  };
  return {
    greeting,
    viewsLeft: opened.viewsLeft,
    message: message === "" ? null : row("", "message", message),
    rows: fields.map(({ label, kind, value }) => row(label, kind, value)),
    mayCopy: !rules.includes("no-copy"),
    copied: null,
  };
}

function messageRow(words: Words, message: RowState, tools: RowTools): Row {
  const named = { ...words, content: { ...words.content, kinds: { message: words.content.message } } };
  const row = rowView(message, { ...tools, words: named });
  row.node.classList.add("long");
  return row;
}

/** One press for all of them, where there are so many that one each is a chore. */
function allButton(words: Words, state: ContentState, rows: readonly Row[]): HTMLElement | null {
  const maskable = [...state.rows, ...(state.message === null ? [] : [state.message])].filter((row) => row.maskable);
  if (maskable.length < MANY) return null;
  const button = el("button", { type: "button", class: "quiet all" });
  const dress = (): void => {
    button.textContent = maskable.every((row) => row.visible) ? words.content.hideAll : words.content.showAll;
  };
  button.addEventListener("click", () => {
    const visible = !maskable.every((row) => row.visible);
    for (const row of rows) row.set(visible);
    dress();
  });
  dress();
  return button;
}

function availability(words: Words, state: ContentState): { node: HTMLElement; stop: () => void } {
  const { expires } = state.greeting.conditions;
  const end = el("strong", {}, exact(words, expires, new Date()));
  const fact = (name: IconName, ...text: readonly (Node | string)[]): HTMLElement => el("p", {}, icon(name), el("span", {}, ...text));
  const copying = state.mayCopy ? [] : [fact("copy", words.content.noCopy)];
  const facts = (...known: readonly HTMLElement[]): HTMLElement => el("div", { class: "facts" }, ...known, ...copying);
  // Time that is left would say that there is something to come back to. What is still true is when it leaves this screen.
  if (state.viewsLeft === 0) {
    return { node: facts(fact("eye", words.content.last), fact("clock", `${words.content.here} `, end, ".")), stop: () => {} };
  }
  const clock = countdown(words, expires);
  const until = fact("clock", `${words.content.until} `, end, " ", clock.node);
  return { node: facts(until, fact("eye", words.content.again(state.viewsLeft))), stop: clock.stop };
}

function forbidCopying(node: HTMLElement): void {
  for (const name of ["copy", "cut", "contextmenu", "dragstart"]) {
    node.addEventListener(name, (event) => event.preventDefault());
  }
}

export function contentScreen(state: ContentState, done: () => void, say: (text: string) => void): Screen {
  return (words): View => {
    const hint = el("p", { class: "hint clipboard", role: "note" });
    const drawHint = (): void => {
      hint.hidden = state.copied === null;
      hint.textContent = state.copied === "selected" ? words.content.selected : words.content.clipboard;
    };
    const copied = (how: "copied" | "selected"): void => {
      state.copied = how;
      drawHint();
    };
    drawHint();
    const tools: RowTools = { words, mayCopy: state.mayCopy, say, copied };
    const { from } = state.greeting.cover;
    const facts = availability(words, state);
    const rows = state.rows.map((row) => rowView(row, tools));
    const message = state.message && messageRow(words, state.message, tools);
    const node = el(
      "div",
      { class: "card content" },
      el("h1", { tabindex: -1 }, words.content.heading),
      from !== "" && el("p", { class: "byline" }, `${words.cover.from} `, el("bdi", {}, from)),
      allButton(words, state, message === null ? rows : [message, ...rows]),
      message && el("dl", { class: "rows message" }, message.node),
      rows.length > 0 && el("dl", { class: "rows", "aria-label": words.content.fields }, ...rows.map((row) => row.node)),
      hint,
      facts.node,
      el("button", { type: "button", class: "primary", click: done }, icon("check"), el("span", {}, words.content.done)),
      el("p", { class: "hint centre" }, words.content.doneExplain),
    );
    if (!state.mayCopy) forbidCopying(node);
    return { node, leave: facts.stop };
  };
}
