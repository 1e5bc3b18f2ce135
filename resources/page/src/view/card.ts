// A Wi-Fi or a contact: its parts as rows, and the whole as a QR code for another device, when asked for.

import type { CodesAsset } from "../codes/tools";
import { el, icon, squares } from "./dom";
import { labelOf, rowView } from "./row";
import type { Row, RowState, RowTools } from "./row";
import { written } from "./secret";

export interface CardState {
  readonly label: string;
  readonly kind: "wifi" | "contact";
  readonly value: string;
  readonly rows: readonly RowState[];
  qrShown: boolean;
}

export interface Card {
  readonly node: HTMLElement;
  readonly rows: readonly Row[];
}

function qrPart(card: CardState, label: string, tools: RowTools, codes: CodesAsset): HTMLElement | null {
  const { content } = tools.words;
  const matrix = codes.qr(card.value);
  if (matrix === null) return null;
  const button = el("button", { type: "button", class: "quiet" });
  const place = el("div", {});
  const draw = (): void => {
    button.replaceChildren(icon("qr"), el("span", {}, card.qrShown ? content.hideQr : content.qr));
    button.setAttribute("aria-expanded", String(card.qrShown));
    const drawn = (): HTMLElement => el("figure", {}, squares(matrix, content.qrOf(label)), el("figcaption", { class: "hint" }, content.qrHint[card.kind]));
    place.replaceChildren(...(card.qrShown ? [drawn()] : []));
  };
  button.addEventListener("click", () => {
    card.qrShown = !card.qrShown;
    draw();
  });
  draw();
  return el("div", { class: "qr-part" }, button, place);
}

export function cardView(card: CardState, tools: RowTools, codes: CodesAsset): Card {
  const label = labelOf(tools.words, card);
  const rows = card.rows.map((row) => rowView(row, tools));
  const heading = el("h2", {}, el("bdi", {}, ...written("label", label, tools.words.content.invisible)));
  const list = el("dl", { class: "rows" }, ...rows.map((row) => row.node));
  return { node: el("section", { class: "part" }, heading, list, qrPart(card, label, tools, codes)), rows };
}
