// The opened share: message, fields, files, until when, and "I have it".

import type { CodesAsset } from "../codes/tools";
import type { Greeting, Opened } from "../core/claim";
import type { Words } from "../words/words";
import { cardView } from "./card";
import type { CardState } from "./card";
import { el, icon } from "./dom";
import type { IconName } from "./dom";
import { liveRow } from "./live";
import type { LiveState } from "./live";
import { rowView } from "./row";
import type { Row, RowState, RowTools } from "./row";
import type { Screen, View } from "./screen";
import { startsMasked } from "./secret";
import { countdown, exact } from "./when";

const MANY = 3;

/** Rows that stand together, or a thing of several parts. */
export type Block = { readonly rows: readonly (RowState | LiveState)[] } | { readonly card: CardState };

export interface ContentState {
  readonly greeting: Greeting;
  readonly viewsLeft: number;
  readonly message: RowState | null;
  readonly blocks: readonly Block[];
  readonly mayCopy: boolean;
  readonly codes: CodesAsset | null;
  /** The files, where there are some: what to show of them in one language. */
  readonly files: ((words: Words) => View) | null;
  copied: "copied" | "selected" | null;
}

interface Field {
  readonly label: string;
  readonly kind: string;
  readonly value: string;
}

/** What the asset for codes shows better than as text. */
export const wantsCodes = (fields: readonly Field[]): boolean => fields.some(({ kind }) => ["totp", "wifi", "contact"].includes(kind));

const rowState = ({ label, kind, value }: Field, hide: boolean): RowState => {
  const maskable = startsMasked(kind, hide);
  return { label, kind, value, maskable, visible: !maskable };
};

function fieldState(field: Field, hide: boolean, codes: CodesAsset | null): RowState | LiveState | CardState {
  const row = rowState(field, hide);
  if (codes === null) return row;
  if (field.kind === "totp") {
    const live = codes.live(field.value);
    return live === null ? row : { ...row, live, keyShown: false };
  }
  if (field.kind !== "wifi" && field.kind !== "contact") return row;
  const details = codes.details(field.kind, field.value);
  if (details === null) return row;
  const rows = details.map(({ kind, value }) => rowState({ label: "", kind, value }, hide));
  return { label: field.label, kind: field.kind, value: field.value, rows, qrShown: false };
}

/** In the sender's order. */
function blocksOf(fields: readonly Field[], hide: boolean, codes: CodesAsset | null): Block[] {
  const blocks: ({ rows: (RowState | LiveState)[] } | { card: CardState })[] = [];
  for (const field of fields) {
    const state = fieldState(field, hide, codes);
    const last = blocks[blocks.length - 1];
    if ("rows" in state) blocks.push({ card: state });
    else if (last !== undefined && "rows" in last) last.rows.push(state);
    else blocks.push({ rows: [state] });
  }
  return blocks;
}

export function contentState(greeting: Greeting, opened: Opened, codes: CodesAsset | null, files: ContentState["files"]): ContentState {
  const { rules } = greeting.header;
  const hide = rules.includes("hide");
  const { message, fields } = opened.manifest;
  return {
    greeting,
    viewsLeft: opened.viewsLeft,
    message: message === "" ? null : rowState({ label: "", kind: "message", value: message }, hide),
    blocks: blocksOf(fields, hide, codes),
    mayCopy: !rules.includes("no-copy"),
    codes,
    files,
    copied: null,
  };
}

const statesOf = (state: ContentState): RowState[] => [
  ...(state.message === null ? [] : [state.message]),
  ...state.blocks.flatMap((block) => ("rows" in block ? block.rows : block.card.rows)),
];

function messageRow(words: Words, message: RowState, tools: RowTools): Row {
  const named = { ...words, content: { ...words.content, kinds: { message: words.content.message } } };
  const row = rowView(message, { ...tools, words: named });
  row.node.classList.add("long");
  return row;
}

/** One press for all of them, where there are so many that one each is a chore. */
function allButton(words: Words, state: ContentState, rows: readonly Row[]): HTMLElement | null {
  const maskable = statesOf(state).filter((row) => row.maskable);
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

function copyHint(words: Words, state: ContentState): { node: HTMLElement; copied: RowTools["copied"] } {
  const node = el("p", { class: "hint clipboard", role: "note" });
  const draw = (): void => {
    node.hidden = state.copied === null;
    node.textContent = state.copied === "selected" ? words.content.selected : words.content.clipboard;
  };
  draw();
  const copied = (how: "copied" | "selected"): void => {
    state.copied = how;
    draw();
  };
  return { node, copied };
}

function blockView(block: Block, tools: RowTools, codes: CodesAsset | null): { node: HTMLElement; rows: readonly Row[] } {
  // There is a card, or a live code, only where the asset was there to make it.
  if ("card" in block) return cardView(block.card, tools, codes as CodesAsset);
  const rows = block.rows.map((row) => ("live" in row ? liveRow(row, tools, codes as CodesAsset) : rowView(row, tools)));
  return { node: el("dl", { class: "rows", "aria-label": tools.words.content.fields }, ...rows.map((row) => row.node)), rows };
}

export function contentScreen(state: ContentState, done: () => void, say: (text: string) => void): Screen {
  return (words): View => {
    const hint = copyHint(words, state);
    const tools: RowTools = { words, mayCopy: state.mayCopy, say, copied: hint.copied };
    const { from } = state.greeting.cover;
    const facts = availability(words, state);
    const message = state.message && messageRow(words, state.message, tools);
    const blocks = state.blocks.map((block) => blockView(block, tools, state.codes));
    const rows = [...(message === null ? [] : [message]), ...blocks.flatMap((block) => block.rows)];
    const files = state.files?.(words);
    const node = el(
      "div",
      { class: "card content" },
      el("h1", { tabindex: -1 }, words.content.heading),
      from !== "" && el("p", { class: "byline" }, `${words.cover.from} `, el("bdi", {}, from)),
      allButton(words, state, rows),
      message && el("dl", { class: "rows message" }, message.node),
      ...blocks.map((block) => block.node),
      hint.node,
      files?.node ?? null,
      facts.node,
      el("button", { type: "button", class: "primary", click: done }, icon("check"), el("span", {}, words.content.done)),
      el("p", { class: "hint centre" }, words.content.doneExplain),
    );
    if (!state.mayCopy) forbidCopying(node);
    const leave = (): void => {
      facts.stop();
      files?.leave?.();
      for (const row of rows) row.stop?.();
    };
    return { node, leave };
  };
}
