// Looking at a picture or a PDF without taking it: pages on a canvas, with zoom and paging. A deterrent and no more: who sees a page
// can keep it, and the words beside it say so.

import { el, icon } from "../view/dom";
import type { Child, IconName } from "../view/dom";
import { written } from "../view/secret";
import type { Words } from "../words/words";
import type { Drawable } from "./tools";

const ZOOMS = [1, 1.5, 2, 3, 4] as const;

interface Looked {
  readonly name: string;
  readonly drawable: Drawable;
  readonly viewOnly: boolean;
}

function button(label: string, mark: IconName, act: () => void): HTMLButtonElement {
  return el("button", { type: "button", class: "small", "aria-label": label, title: label, click: act }, icon(mark));
}

const stay = (event: Event): void => event.preventDefault();

class Viewer {
  private page = 1;
  private zoom = 0;
  private turn = 0;
  private readonly canvas = el("canvas", { role: "img" });
  private readonly spoken = el("div", { class: "unseen fixed" });
  private readonly place: HTMLElement;
  private readonly where = el("span", { class: "where", role: "status" });
  private readonly buttons: Readonly<Record<"previous" | "next" | "smaller" | "larger", HTMLButtonElement>>;
  readonly dialog: HTMLDialogElement;

  constructor(
    private readonly words: Words,
    private readonly looked: Looked,
    private readonly closed: () => void,
  ) {
    const { viewer } = words.files;
    this.buttons = {
      previous: button(viewer.previous, "left", () => void this.go(-1)),
      next: button(viewer.next, "right", () => void this.go(1)),
      smaller: button(viewer.smaller, "minus", () => void this.enlarge(-1)),
      larger: button(viewer.larger, "plus", () => void this.enlarge(1)),
    };
    this.place = el("div", { class: "place", tabindex: 0, role: "region", "aria-label": viewer.place, contextmenu: stay, dragstart: stay }, this.canvas, this.spoken);
    this.dialog = el("dialog", { class: "viewer", "aria-labelledby": "viewer-name", close: () => this.leave() }, ...this.parts());
  }

  private parts(): Child[] {
    const { viewer } = this.words.files;
    const { name, viewOnly } = this.looked;
    const title = el("h2", { id: "viewer-name" }, el("bdi", {}, ...written("label", name, this.words.content.invisible)));
    const close = el("button", { type: "button", click: () => this.dialog.close() }, viewer.close);
    const { previous, next, smaller, larger } = this.buttons;
    const pages = this.looked.drawable.pages > 1 && el("div", { class: "group" }, previous, this.where, next);
    return [
      el("div", { class: "top" }, title, close),
      this.place,
      el("div", { class: "controls" }, pages, el("div", { class: "group" }, smaller, larger)),
      viewOnly && el("p", { class: "hint" }, viewer.wish),
    ];
  }

  async open(): Promise<void> {
    document.body.append(this.dialog);
    this.dialog.showModal();
    await this.draw();
  }

  private leave(): void {
    this.looked.drawable.close();
    this.canvas.width = this.canvas.height = 0;
    this.dialog.remove();
    this.closed();
  }

  private async go(by: number): Promise<void> {
    this.page = Math.min(this.looked.drawable.pages, Math.max(1, this.page + by));
    this.place.scrollTo(0, 0);
    await this.draw();
  }

  private async enlarge(by: number): Promise<void> {
    this.zoom = Math.min(ZOOMS.length - 1, Math.max(0, this.zoom + by));
    await this.draw();
  }

  private async draw(): Promise<void> {
    const turn = ++this.turn;
    const { viewer } = this.words.files;
    const { drawable, name } = this.looked;
    const page = viewer.page(this.page, drawable.pages);
    this.where.textContent = page;
    this.dress();
    // Drawn aside: what is shown stays until the next is whole, and of two that overlap the later one stays.
    const fresh = el("canvas", { role: "img", "aria-label": drawable.pages > 1 ? `${name}, ${page}` : name });
    const text = await drawable.draw(this.page, fresh, this.place.clientWidth, ZOOMS[this.zoom] ?? 1).catch(() => null);
    if (turn !== this.turn) return;
    this.spoken.textContent = text ?? viewer.unreadable;
    this.spoken.classList.toggle("unseen", text !== null);
    const shown = this.place.querySelector("canvas") ?? this.canvas;
    shown.replaceWith(fresh);
    if (shown instanceof HTMLCanvasElement) shown.width = shown.height = 0;
  }

  private dress(): void {
    const { previous, next, smaller, larger } = this.buttons;
    const off = (one: HTMLButtonElement, is: boolean): void => one.setAttribute("aria-disabled", String(is));
    off(previous, this.page === 1);
    off(next, this.page === this.looked.drawable.pages);
    off(smaller, this.zoom === 0);
    off(larger, this.zoom === ZOOMS.length - 1);
  }
}

/** Shows it until it is closed; what comes back closes it. */
export async function look(words: Words, looked: Looked, closed: () => void): Promise<() => void> {
  const viewer = new Viewer(words, looked, closed);
  await viewer.open();
  return () => viewer.dialog.close();
}
