// The frame around every screen: the language switch, the place for the screen, the line of trust, and the one live region.

import { en } from "../words/en";
import { ptPT } from "../words/pt-PT";
import type { Words } from "../words/words";
import { el } from "./dom";
import type { Screen, Trust, View } from "./screen";

export function preferred(languages: readonly string[]): Words {
  for (const language of languages) {
    if (/^pt\b/i.test(language)) return ptPT;
    if (/^en\b/i.test(language)) return en;
  }
  return en;
}

const place = (id: string): HTMLElement => {
  const found = document.getElementById(id);
  if (found === null) throw new Error(`the document has no #${id}`);
  return found;
};

export class Shell {
  private readonly main = place("main");
  private readonly foot = place("foot");
  private readonly live = place("said");
  private readonly button = place("language");
  private screen: Screen | null = null;
  private view: View | null = null;
  private trust: Trust = null;

  constructor(private words: Words) {
    this.button.addEventListener("click", () => this.switchLanguage());
    this.label();
  }

  get language(): Words {
    return this.words;
  }

  show(screen: Screen, trust: Trust = this.trust): void {
    this.screen = screen;
    this.trust = trust;
    this.draw();
    const { focus, said } = this.view as View;
    const target = focus ?? this.main.querySelector<HTMLElement>("h1");
    target?.focus({ preventScroll: focus === undefined });
    if (focus === undefined) window.scrollTo(0, 0);
    if (said !== undefined) this.say(said);
  }

  say(text: string): void {
    // The same words twice are only read twice if the region was empty in between.
    this.live.textContent = "";
    setTimeout(() => (this.live.textContent = text), 50);
  }

  private switchLanguage(): void {
    this.words = this.words === ptPT ? en : ptPT;
    this.label();
    this.draw();
    this.button.focus();
  }

  private draw(): void {
    this.view?.leave?.();
    this.view = this.screen?.(this.words) ?? null;
    if (this.view !== null) this.main.replaceChildren(this.view.node);
    this.foot.replaceChildren(...this.footer());
  }

  private label(): void {
    const { lang, title, other } = this.words;
    document.documentElement.lang = lang;
    document.title = title;
    this.button.lang = other.lang;
    this.button.textContent = other.name;
    this.button.setAttribute("aria-label", other.label);
    this.button.hidden = false;
  }

  private footer(): HTMLElement[] {
    const { about } = this.words;
    const line = this.trust === "passcode" ? about.trustWithPasscode : about.trustWithout;
    const answer = about.answer.map((text) => el("p", {}, text));
    const details = el("details", {}, el("summary", {}, about.question), ...answer);
    return this.trust === null ? [details] : [el("p", { class: "trust" }, line), details];
  }
}
