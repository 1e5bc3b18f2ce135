// Files and photos of an answer: taken by the camera or chosen, listed, taken out again, and how far they have gone.

import { isInApp } from "../../files/limits";
import type { Draft } from "../../request/draft";
import type { Sending } from "../../request/sending";
import { filesLabel } from "../../request/kinds";
import { askedOf } from "../../request/speaking";
import type { Words } from "../../words/words";
import { el, icon } from "../dom";
import type { IconName } from "../dom";
import { written } from "../secret";
import { slipNote } from "../slip";

export interface FilesState {
  slip: "large" | "many" | "missing" | null;
}

export interface FilesActs {
  /** The choice is another one. */
  readonly changed: () => void;
  readonly say: (text: string) => void;
  /** Draws the progress again, until the part goes. */
  readonly listen: (draw: () => void) => void;
}

function picker(label: string, name: IconName, attributes: Record<string, string | boolean>, take: (files: File[]) => void): HTMLElement {
  const input = el("input", { type: "file", hidden: true, ...attributes });
  input.addEventListener("change", () => {
    take([...(input.files ?? [])]);
    // The same file again is a choice too.
    input.value = "";
  });
  const button = el("button", { type: "button", click: () => input.click() }, icon(name), el("span", {}, label));
  return el("div", { class: "picker" }, button, input);
}

function progressText(words: Words, { progress, waiting }: Sending): string {
  const { files } = askedOf(words);
  if (progress.name === "none") return "";
  if (progress.name === "sent") return files.sent;
  if (progress.name === "failed") return progress.why === "unreadable" ? files.unreadable : askedOf(words).trouble[progress.why].title;
  return waiting ? files.waiting : files.sending(Math.floor((100 * progress.sent) / progress.size));
}

function listed(words: Words, draft: Draft, remove: (at: number) => void): HTMLElement | null {
  if (draft.files.length === 0) return null;
  const { size } = words.files;
  const items = draft.files.map((file, at) => {
    const name = el("span", { class: "name" }, el("bdi", {}, ...written("label", file.name, words.content.invisible)));
    const button = el("button", { type: "button", class: "small", click: () => remove(at) }, icon("trash"));
    button.setAttribute("aria-label", askedOf(words).files.remove(file.name));
    return el("li", { class: "file" }, el("div", {}, name, el("span", { class: "about" }, size(file.size))), button);
  });
  return el("ul", { class: "files" }, ...items);
}

function slipText(words: Words, draft: Draft, slip: FilesState["slip"]): string | null {
  const { files } = askedOf(words);
  if (slip === null) return null;
  if (slip === "missing") return files.needed;
  return slip === "many" ? files.tooMany : files.tooLarge(words.files.size(draft.limit));
}

/** Draws itself again: what else is on the screen keeps its focus. */
export function filesPart(words: Words, draft: Draft, sending: Sending, state: FilesState, acts: FilesActs): HTMLElement {
  const { files, form } = askedOf(words);
  const place = el("div", {});
  const status = el("p", { class: "state", role: "status" });
  const take = (chosen: File[]): void => {
    if (chosen.length === 0) return;
    state.slip = draft.take(chosen);
    if (state.slip === null) acts.changed();
    draw();
  };
  const remove = (at: number): void => {
    draft.files.splice(at, 1);
    state.slip = null;
    acts.changed();
    acts.say(files.removed);
    draw();
    heading.focus();
  };
  const tell = (): void => {
    const text = progressText(words, sending);
    if (status.textContent !== text) status.textContent = text;
  };
  const draw = (): void => {
    const list = listed(words, draft, remove);
    const total = draft.files.length > 1 && el("p", { class: "about" }, files.total(draft.files.length, words.files.size(draft.content)));
    place.replaceChildren(...[list, total || null, slipNote("files-slip", slipText(words, draft, state.slip))].filter((node) => node !== null));
    tell();
  };
  const heading = el("h2", { tabindex: -1, id: "files-heading" }, el("bdi", {}, ...written("label", filesLabel(askedOf(words), draft.form), words.content.invisible)), draft.form.files === "required" && el("span", { class: "needed" }, ` ${form.needed}`));
  const pickers = el(
    "div",
    { class: "pickers" },
    picker(files.photo, "camera", { accept: "image/*", capture: "environment" }, take),
    picker(files.choose, "file", { multiple: true }, take),
  );
  acts.listen(tell);
  draw();
  const hint = el("p", { class: "hint" }, `${files.asIs} ${files.most(words.files.size(draft.limit))}`);
  const app = isInApp() && el("p", { class: "hint" }, files.inApp);
  return el("section", { class: "part", "aria-labelledby": "files-heading" }, heading, pickers, hint, app, place, status);
}
