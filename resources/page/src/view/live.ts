// A one-time password as the code of now, with the time that it has left. The key from which it is made is shown only when asked for.

import type { CodesAsset, Live } from "../codes/tools";
import { el, icon, squares } from "./dom";
import { copyButton, labelOf, showButton } from "./row";
import type { Row, RowState, RowTools } from "./row";
import { masked, shown, written } from "./secret";

export interface LiveState extends RowState {
  readonly live: Live;
  keyShown: boolean;
}

const now = (): number => Date.now() / 1000;

/** In threes or fours, so that it can be read aloud; the copied code has no gap. */
const grouped = (code: string): string => `${code.slice(0, Math.ceil(code.length / 2))} ${code.slice(Math.ceil(code.length / 2))}`;

function keyPart(row: LiveState, label: string, tools: RowTools, codes: CodesAsset): HTMLElement {
  const { content } = tools.words;
  const matrix = codes.qr(row.value);
  const value = el("div", { class: tools.mayCopy ? "value" : "value fixed" }, shown("totp", row.value, content.invisible));
  const copy = tools.mayCopy && el("div", { class: "buttons" }, copyButton(() => row.value, content.keyOf(label), tools, () => value));
  const picture = matrix !== null && el("figure", {}, squares(matrix, content.qrOf(label)), el("figcaption", { class: "hint" }, content.qrHint.totp));
  return el("div", { class: "key" }, el("p", { class: "hint" }, content.keyHint), picture, value, copy);
}

export function liveRow(row: LiveState, tools: RowTools, codes: CodesAsset): Row {
  const { content } = tools.words;
  const label = labelOf(tools.words, row);
  const value = el("dd", { class: tools.mayCopy ? "value" : "value fixed" });
  const code = el("span", { class: "aloud" });
  const left = el("span", { class: "left" });
  const ring = el("span", { class: "now" }, code, " ", left);
  const show = showButton(row, label, tools);
  const keyPlace = el("dd", { class: "under" });
  const key = el("button", { type: "button", class: "quiet key-button" });
  let timer: ReturnType<typeof setTimeout> | undefined;
  const tick = (): void => {
    const at = now();
    const fresh = grouped(row.live.code(at));
    if (code.textContent !== fresh) code.textContent = fresh;
    left.textContent = content.changes(row.live.left(at));
    timer = setTimeout(tick, 1000 - (Date.now() % 1000));
  };
  const draw = (): void => {
    clearTimeout(timer);
    value.replaceChildren(row.visible ? ring : masked(content.hidden));
    if (row.visible) tick();
    show.dress();
  };
  const drawKey = (): void => {
    key.replaceChildren(icon("key"), el("span", {}, row.keyShown ? content.hideKey : content.key));
    key.setAttribute("aria-expanded", String(row.keyShown));
    keyPlace.replaceChildren(key, ...(row.keyShown ? [keyPart(row, label, tools, codes)] : []));
  };
  key.addEventListener("click", () => {
    row.keyShown = !row.keyShown;
    drawKey();
    key.focus();
  });
  const set = (visible: boolean): void => {
    row.visible = visible || !row.maskable;
    draw();
  };
  const reveal = (): Node => {
    set(true);
    return code;
  };
  show.button.addEventListener("click", () => set(!row.visible));
  const buttons = el("div", { class: "buttons" });
  if (row.maskable) buttons.append(show.button);
  if (tools.mayCopy) buttons.append(copyButton(() => row.live.code(now()), label, tools, reveal));
  draw();
  drawKey();
  const title = el("dt", {}, ...written("label", label, content.invisible));
  const node = el("div", { class: "row" }, title, value, el("dd", { class: "acts" }, buttons), keyPlace);
  return { node, set, stop: () => clearTimeout(timer) };
}
