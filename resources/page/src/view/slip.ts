// A slip under a field: said at once, tied to the field, and gone where there is none.

import { el, icon } from "./dom";

export function slipNote(id: string, text: string | null): HTMLElement {
  const node = el("p", { id, class: "slip", role: "alert" });
  if (text !== null) node.append(icon("warning"), el("span", {}, text));
  return node;
}
