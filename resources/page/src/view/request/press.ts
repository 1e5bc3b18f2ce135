// The one button of a screen, where pressing it costs nothing.

import { el } from "../dom";

export const holdless = (label: string, act: () => void): HTMLElement =>
  el("button", { type: "button", class: "primary", click: act }, label);
