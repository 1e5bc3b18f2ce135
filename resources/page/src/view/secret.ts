// How a value looks: masked by a length that tells nothing, or tinted so that it can be read aloud.

import { el } from "./dom";

const MASK = "••••••••••";
const RUNS = /\p{Nd}+|[\p{L}\p{M}]+|\s+|[^\p{L}\p{M}\p{Nd}\s]+/gu;

const READ_ALOUD = ["password", "code", "totp"];
const PROTECTED = ["password", "code", "totp"];

export const startsMasked = (kind: string, hide: boolean): boolean => hide || PROTECTED.includes(kind);

function tint(run: string): string {
  if (/^\p{Nd}/u.test(run)) return "digit";
  return /^[\p{L}\p{M}\s]/u.test(run) ? "" : "symbol";
}

export function masked(hidden: string): HTMLElement {
  return el("span", { class: "masked" }, el("span", { "aria-hidden": "true" }, MASK), el("span", { class: "unseen" }, hidden));
}

export function shown(kind: string, value: string): HTMLElement {
  if (!READ_ALOUD.includes(kind)) return el("span", { class: "plain" }, value);
  const runs = (value.match(RUNS) ?? []).map((run) => {
    const tone = tint(run);
    return tone === "" ? run : el("span", { class: tone }, run);
  });
  return el("span", { class: "aloud" }, ...runs);
}
