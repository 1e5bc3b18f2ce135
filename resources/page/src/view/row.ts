// One value of the content: label, value, and what may be done with it.

import type { Words } from "../words/words";
import { copy } from "./copying";
import { el, icon } from "./dom";
import { masked, shown, written } from "./secret";

export interface RowState {
  readonly label: string;
  readonly kind: string;
  readonly value: string;
  readonly maskable: boolean;
  visible: boolean;
}

export interface RowTools {
  readonly words: Words;
  readonly mayCopy: boolean;
  readonly say: (text: string) => void;
  readonly copied: (how: "copied" | "selected") => void;
}

const COPIED_MS = 2500;

/** The sender's label, or the name of the kind. A kind that we do not know is text, also one that every object has, like "constructor". */
export function labelOf(words: Words, row: Pick<RowState, "label" | "kind">): string {
  const { kinds } = words.content;
  const known = Object.prototype.hasOwnProperty.call(kinds, row.kind) ? row.kind : "text";
  return row.label !== "" ? row.label : (kinds[known] ?? "");
}

/** A button whose look follows `row.visible`; `dress` brings it up to date. */
export function showButton(row: RowState, label: string, tools: RowTools): { button: HTMLButtonElement; dress: () => void } {
  const { content } = tools.words;
  const button = el("button", { type: "button", class: "small" });
  const dress = (): void => {
    const name = row.visible ? content.hideOf(label) : content.showOf(label);
    button.replaceChildren(icon(row.visible ? "hide" : "show"), el("span", {}, row.visible ? content.hide : content.show));
    button.setAttribute("aria-label", name);
  };
  dress();
  return { button, dress };
}

/** `value` is asked for when it is copied: a code of now is another one by then. */
export function copyButton(value: () => string, label: string, tools: RowTools, reveal: () => Node): HTMLButtonElement {
  const { content } = tools.words;
  const button = el("button", { type: "button", class: "small", "aria-label": content.copyOf(label) });
  const dress = (done: boolean): void => {
    button.replaceChildren(icon(done ? "check" : "copy"), el("span", {}, done ? content.copied : content.copy));
    button.classList.toggle("good", done);
  };
  button.addEventListener("click", () => {
    void copy(value(), reveal).then((how) => {
      tools.copied(how);
      if (how === "selected") return tools.say(content.selected);
      tools.say(content.copiedSaid(label));
      dress(true);
      setTimeout(() => dress(false), COPIED_MS);
    });
  });
  dress(false);
  return button;
}

export interface Row {
  readonly node: HTMLElement;
  readonly set: (visible: boolean) => void;
  /** Stops what goes on by itself. */
  readonly stop?: () => void;
}

export function rowView(row: RowState, tools: RowTools): Row {
  const label = labelOf(tools.words, row);
  const value = el("dd", { class: tools.mayCopy ? "value" : "value fixed" });
  const show = showButton(row, label, tools);
  const draw = (): void => {
    value.replaceChildren(row.visible ? shown(row.kind, row.value, tools.words.content.invisible) : masked(tools.words.content.hidden));
    show.dress();
  };
  const set = (visible: boolean): void => {
    if (!row.maskable) return;
    row.visible = visible;
    draw();
  };
  const reveal = (): Node => {
    set(true);
    return value;
  };
  draw();
  show.button.addEventListener("click", () => set(!row.visible));
  const buttons = el("div", { class: "buttons" });
  if (row.maskable) buttons.append(show.button);
  if (tools.mayCopy) buttons.append(copyButton(() => row.value, label, tools, reveal));
  const long = row.value.length > 60 || row.value.includes("\n");
  const node = el("div", { class: long ? "row long" : "row" }, el("dt", {}, ...written("label", label, tools.words.content.invisible)), value, el("dd", { class: "acts" }, buttons));
  return { node, set };
}
