// The list of files: what each is called, what it is, how long; saving, looking, progress, ends. Redrawn row by row.

import { el, icon } from "../view/dom";
import type { Child } from "../view/dom";
import { written } from "../view/secret";
import type { Words } from "../words/words";
import type { Jobs, State, Target } from "./job";
import { isShown, kindOf } from "./kinds";
import type { FilesTools, FilesView } from "./tools";

export interface Acts {
  readonly save: (target: Target) => void;
  readonly look: (file: number) => void;
}

type Running = Extract<State, { name: "running" }>;

const percent = ({ done, total }: Running): number => (total === 0 ? 100 : Math.floor((100 * done) / total));

/** What is said about a state in one line; nothing of one that has not begun. */
export function stateText(words: Words, state: State, again: boolean): string {
  const { files } = words;
  if (state.name === "running") {
    if (state.waiting !== null) return state.waiting === "busy" ? files.busy : files.offline;
    return files.running(percent(state), files.size(state.done), files.size(state.total));
  }
  if (state.name === "saved") return state.handed ? files.handed : files.saved;
  if (state.name === "failed") return state.why === "large" ? files.large(again) : files.failed[state.why];
  if (state.name === "cancelled") return files.cancelled;
  return "";
}

class Progress {
  readonly node = el("div", { class: "progress" });
  private readonly text = el("p", { class: "state" });
  private readonly fill = el("div", {});
  private readonly bar = el("div", { class: "meter", role: "progressbar", "aria-valuemin": 0, "aria-valuemax": 100 }, this.fill);
  private shown = "";

  constructor(
    private readonly words: Words,
    private readonly tools: FilesTools,
    private readonly jobs: Jobs,
    private readonly target: Target,
    name: string,
  ) {
    this.bar.setAttribute("aria-label", name);
  }

  draw(): void {
    const state = this.jobs.state(this.target);
    const text = stateText(this.words, state, this.tools.again);
    if (this.text.textContent !== text) this.text.textContent = text;
    if (state.name === "running") this.grow(state);
    // The buttons stay the same elements while it goes on: who is about to press one finds it where it was.
    const shape = state.name === "running" ? `running ${state.waiting === null}` : `${state.name} ${state.name === "saved" && state.again === null}`;
    if (shape === this.shown) return;
    this.shown = shape;
    this.node.replaceChildren(...this.parts(state).filter((part): part is Node => part instanceof Node));
    this.node.classList.toggle("bad", state.name === "failed");
    this.node.classList.toggle("good", state.name === "saved");
  }

  private grow(state: Running): void {
    this.fill.style.width = `${percent(state)}%`;
    this.bar.setAttribute("aria-valuenow", String(percent(state)));
  }

  private parts(state: State): Child[] {
    const { files, working } = this.words;
    const quiet = (label: string, act: () => void): HTMLElement => el("button", { type: "button", class: "quiet", click: act }, label);
    if (state.name === "running") {
      const retry = state.waiting !== null && quiet(working.retry, () => this.tools.hurry());
      return [this.bar, this.text, el("div", { class: "group" }, retry, quiet(files.cancel, () => this.jobs.cancel()))];
    }
    if (state.name === "saved" && state.again !== null) return [this.text, quiet(files.again, state.again)];
    return state.name === "idle" || state.name === "seen" ? [] : [this.text];
  }
}

function described(words: Words, safe: string, size: number): string {
  const { files } = words;
  return `${files.kinds[kindOf(safe)]} · ${files.size(size)}`;
}

class FileList {
  readonly rows = new Map<Target, Progress>();
  private readonly pressed: HTMLButtonElement[] = [];

  constructor(
    private readonly words: Words,
    private readonly tools: FilesTools,
    private readonly jobs: Jobs,
    private readonly acts: Acts,
  ) {}

  node(): HTMLElement {
    const { files } = this.words;
    const list = el("ul", { class: "files" }, ...this.tools.files.map((_, n) => this.row(n)));
    const heading = el("h2", {}, files.heading(this.tools.files.length));
    const node = el("section", { class: "part" }, heading, this.tools.viewOnly && el("p", { class: "hint" }, files.viewOnly), list, this.all());
    this.draw();
    return node;
  }

  draw(target?: Target): void {
    if (target === undefined) for (const row of this.rows.values()) row.draw();
    else this.rows.get(target)?.draw();
    // One at a time; the others say that they wait, and keep their place in the order of the keyboard.
    for (const button of this.pressed) button.setAttribute("aria-disabled", String(this.jobs.busy));
  }

  private press(label: string, mark: "save" | "show", name: string, act: () => void): HTMLButtonElement {
    const button = el("button", { type: "button", class: "small", "aria-label": name, click: () => this.jobs.busy || act() }, icon(mark), el("span", {}, label));
    this.pressed.push(button);
    return button;
  }

  private row(n: number): HTMLElement {
    const { files, content } = this.words;
    const { name = "", size = 0 } = this.tools.files[n] ?? {};
    const safe = this.jobs.names[n] ?? "";
    const shown = isShown(safe);
    const progress = this.progress(n, name);
    const buttons = el("div", { class: "buttons" });
    if (shown) buttons.append(this.press(files.look, "show", files.lookOf(name), () => this.acts.look(n)));
    if (!shown || !this.tools.viewOnly) buttons.append(this.press(files.save, "save", files.saveOf(name), () => this.acts.save(n)));
    const title = el("p", { class: "name" }, el("bdi", {}, ...written("label", name, content.invisible)));
    const facts = el("p", { class: "about" }, described(this.words, safe, size));
    const caution = kindOf(safe) === "program" && el("p", { class: "about bad" }, files.program);
    return el("li", {}, el("div", { class: "file" }, el("div", { class: "told-file" }, title, facts, caution), buttons), progress);
  }

  private progress(target: Target, name: string): HTMLElement {
    const progress = new Progress(this.words, this.tools, this.jobs, target, name);
    this.rows.set(target, progress);
    return progress.node;
  }

  /** Not where some of them are only to be looked at. */
  private all(): HTMLElement | null {
    const { files } = this.words;
    const kept = this.tools.viewOnly && this.jobs.names.some(isShown);
    if (this.tools.files.length < 2 || kept) return null;
    const label = files.saveAll(files.size(this.jobs.sizeOf("all")));
    const button = el("button", { type: "button", class: "wide", click: () => this.jobs.busy || this.acts.save("all") }, icon("save"), el("span", {}, label));
    this.pressed.push(button);
    return el("div", {}, button, this.progress("all", label));
  }
}

export interface Listed extends FilesView {
  readonly draw: (target: Target) => void;
}

export function listView(words: Words, tools: FilesTools, jobs: Jobs, acts: Acts): Listed {
  const list = new FileList(words, tools, jobs, acts);
  return { node: list.node(), leave: () => undefined, draw: (target) => list.draw(target) };
}
