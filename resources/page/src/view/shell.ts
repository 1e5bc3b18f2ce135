// The frame around every screen: the choice of language, the place for the screen, the line of trust, and the one live region.

import type { Language } from "../core/wire";
import { LANGUAGES } from "../words/languages";
import type { Words } from "../words/words";
import { el } from "./dom";
import type { Screen, Trust, View } from "./screen";

const place = (id: string): HTMLElement => {
  const found = document.getElementById(id);
  if (found === null) throw new Error(`the document has no #${id}`);
  return found;
};

export class Shell {
  private readonly main = place("main");
  private readonly foot = place("foot");
  private readonly live = place("said");
  private readonly choice = place("language") as HTMLSelectElement;
  private screen: Screen | null = null;
  private view: View | null = null;
  private trust: Trust = null;

  constructor(
    private words: Words,
    /** Fetches the words of another language; fails without a line. */
    private readonly bring: (language: Language) => Promise<Words>,
  ) {
    this.choice.append(...LANGUAGES.map(([lang, name]) => el("option", { value: lang, lang }, name)));
    this.choice.addEventListener("change", () => void this.choose(this.choice.value as Language));
    this.label();
    // Until there is a screen, the document's own stands: its heading is the title.
    const heading = this.main.querySelector("h1");
    if (heading !== null) heading.textContent = words.title;
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

  /** The list keeps the focus: it is never drawn anew. What was typed is in the state of the screen. */
  private async choose(wanted: Language): Promise<void> {
    const words = await this.bring(wanted).catch(() => null);
    // Meanwhile another may have been chosen: the last one counts.
    if (this.choice.value !== wanted) return;
    if (words !== null) this.words = words;
    this.label();
    if (words !== null) return this.draw();
    this.say(`${this.words.trouble.unreachable.title}. ${this.words.working.nothingLost}`);
  }

  private draw(): void {
    this.view?.leave?.();
    this.view = this.screen?.(this.words) ?? null;
    if (this.view !== null) this.main.replaceChildren(this.view.node);
    this.foot.replaceChildren(...this.footer());
    // Not before: with the first screen it comes, so that nothing pushes it about.
    this.choice.hidden = false;
  }

  private label(): void {
    const { lang, title, language } = this.words;
    document.documentElement.lang = lang;
    document.title = title;
    this.choice.value = lang;
    this.choice.setAttribute("aria-label", language);
  }

  private footer(): HTMLElement[] {
    const { about } = this.words;
    const line = this.trust === "passcode" ? about.trustWithPasscode : about.trustWithout;
    const answer = about.answer.map((text) => el("p", {}, text));
    const details = el("details", {}, el("summary", {}, about.question), ...answer);
    return this.trust === null ? [details] : [el("p", { class: "trust" }, line), details];
  }
}
