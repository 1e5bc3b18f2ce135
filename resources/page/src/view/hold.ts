// Opening without a passcode, or sending an answer: a press held for a moment. Scanners and previews that press every button press and let go, or call
// click(); neither does anything here. Who cannot hold (a screen reader's "activate" is one trusted click without a press before
// it) gets a second button after a second; programs that drive a browser always press first, and click() is not trusted.

import type { Greeting } from "../core/claim";
import type { Words } from "../words/words";
import { coverPart } from "./cover";
import { el, ring } from "./dom";
import type { Screen, View } from "./screen";

const HOLD_MS = 400;
const CONFIRM_MS = 1000;

class Hold {
  // Never yet: with 0 a click in the first moments after loading would pass for the end of a real press, and be dropped.
  private started = Number.NEGATIVE_INFINITY;
  private frame = 0;
  private pressed = false;

  constructor(
    private readonly fill: (part: number) => void,
    private readonly held: () => void,
    private readonly letGo: () => void,
  ) {}

  /** Whether a real press is going on or has just ended: its click is no assistive one. */
  get byHand(): boolean {
    return this.pressed || performance.now() - this.started < HOLD_MS * 2;
  }

  press(): void {
    if (this.pressed) return;
    this.pressed = true;
    this.started = performance.now();
    this.frame = requestAnimationFrame(() => this.grow());
  }

  release(): void {
    if (!this.pressed) return;
    this.stop();
    this.letGo();
  }

  stop(): void {
    this.pressed = false;
    cancelAnimationFrame(this.frame);
    this.fill(0);
  }

  private grow(): void {
    const part = (performance.now() - this.started) / HOLD_MS;
    this.fill(Math.min(part, 1));
    if (part < 1) {
      this.frame = requestAnimationFrame(() => this.grow());
      return;
    }
    this.pressed = false;
    this.held();
  }
}

const opensByKey = (event: KeyboardEvent): boolean => event.key === "Enter" || event.key === " ";

function listen(button: HTMLElement, hold: Hold, activated: () => void): void {
  const on = <Name extends keyof HTMLElementEventMap>(name: Name, act: (event: HTMLElementEventMap[Name]) => void): void =>
    button.addEventListener(name, (event) => {
      if (event.isTrusted) act(event);
    });
  on("pointerdown", (event) => {
    if (event.button === 0 && event.isPrimary) hold.press();
  });
  on("pointerup", () => hold.release());
  on("pointercancel", () => hold.release());
  on("pointerleave", () => hold.release());
  on("blur", () => hold.release());
  on("contextmenu", (event) => event.preventDefault());
  on("keydown", (event) => {
    if (!opensByKey(event)) return;
    event.preventDefault();
    if (!event.repeat) hold.press();
  });
  on("keyup", (event) => {
    if (opensByKey(event)) hold.release();
  });
  on("click", () => {
    if (!hold.byHand) activated();
  });
}

function confirmation(label: string, open: () => void): HTMLElement {
  const press = (event: Event): void => {
    if (event.isTrusted) open();
  };
  return el("button", { class: "primary", type: "button", click: press }, label);
}

export interface HoldPart {
  readonly nodes: readonly HTMLElement[];
  readonly stop: () => void;
}

/** The button with what is said of it, and the second one for those who cannot hold. */
export function holdPart(said: Words["hold"], open: () => void, say: (text: string) => void): HoldPart {
  const circle = ring();
  const note = el("p", { id: "hold-note", class: "hint" }, said.explain);
  const label = el("span", {}, said.label);
  const button = el("button", { class: "primary hold", type: "button", "aria-describedby": "hold-note" }, circle.node, label);
  const tell = (text: string): void => {
    note.textContent = text;
    say(text);
  };
  let timer: ReturnType<typeof setTimeout> | undefined;
  const second = el("div", { class: "confirm" });
  const activated = (): void => {
    if (timer !== undefined) return;
    tell(said.confirmExplain);
    timer = setTimeout(() => second.replaceChildren(confirmation(said.confirm, open)), CONFIRM_MS);
  };
  const hold = new Hold(circle.fill, open, () => tell(said.short));
  listen(button, hold, activated);
  const stop = (): void => {
    hold.stop();
    clearTimeout(timer);
  };
  return { nodes: [button, second, note], stop };
}

export function holdScreen(greeting: Greeting, open: () => void, say: (text: string) => void): Screen {
  return (words): View => {
    const cover = coverPart(words, greeting);
    const hold = holdPart(words.hold, open, say);
    const leave = (): void => {
      hold.stop();
      cover.stop();
    };
    return { node: el("div", { class: "card" }, ...cover.nodes, ...hold.nodes), leave };
  };
}
