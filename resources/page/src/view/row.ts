// One value of the content: label, value, and what may be done with it.

import type { Words } from "../words/words";
import { copy } from "./copying";
import { el, icon } from "./dom";
import { masked, shown } from "./secret";

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

export const labelOf = (words: Words, row: RowState): string =>
  row.label !== "" ? row.label : (words.content.kinds[row.kind] ?? words.content.kinds["text"] ?? "");

function showButton(row: RowState, label: string, tools: RowTools, draw: () => void): HTMLButtonElement {
  const { content } = tools.words;
  const button = el("button", { type: "button", class: "small" });
  const dress = (): void => {
    const name = row.visible ? content.hideOf(label) : content.showOf(label);
    button.replaceChildren(icon(row.visible ? "hide" : "show"), el("span", {}, row.visible ? content.hide : content.show));
    button.setAttribute("aria-label", name);
  };
  button.addEventListener("click", () => {
    row.visible = !row.visible;
    draw();
    dress();
  });
  dress();
  return button;
}

function copyButton(row: RowState, label: string, tools: RowTools, reveal: () => Node): HTMLButtonElement {
  const { content } = tools.words;
  const button = el("button", { type: "button", class: "small", "aria-label": content.copyOf(label) });
  const dress = (done: boolean): void => {
    button.replaceChildren(icon(done ? "check" : "copy"), el("span", {}, done ? content.copied : content.copy));
    button.classList.toggle("good", done);
  };
  button.addEventListener("click", () => {
    void copy(row.value, reveal).then((how) => {
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

export function rowView(row: RowState, tools: RowTools): HTMLElement {
  const label = labelOf(tools.words, row);
  const value = el("dd", { class: tools.mayCopy ? "value" : "value fixed" });
  const draw = (): void =>
    value.replaceChildren(row.visible ? shown(row.kind, row.value) : masked(tools.words.content.hidden));
  draw();
  const buttons = el("div", { class: "buttons" });
  const show = row.maskable ? showButton(row, label, tools, draw) : null;
  if (show !== null) buttons.append(show);
  const reveal = (): Node => {
    if (!row.visible) show?.click();
    return value;
  };
  if (tools.mayCopy) buttons.append(copyButton(row, label, tools, reveal));
  const long = row.value.length > 60 || row.value.includes("\n");
  return el("div", { class: long ? "row long" : "row" }, el("dt", {}, label), value, el("dd", { class: "acts" }, buttons));
}
