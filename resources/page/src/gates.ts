// What stands between the greeting and the passcode: the hour, the terms, the identity check, in this order. Owns what a person said to
// each; nothing of it is sent but the wish for a code.

import { mailCode, normAddress } from "./core/address";
import type { Greeting, Opening } from "./core/claim";
import { Refusal } from "./core/errors";
import { trimName } from "./core/terms";
import { identityScreen } from "./view/identity";
import type { IdentityState } from "./view/identity";
import { earlyScreen } from "./view/early";
import type { Shell } from "./view/shell";
import { termsScreen } from "./view/terms";
import type { TermsState } from "./view/terms";
import { toldScreen } from "./view/told";

export class Gates {
  private readonly terms: TermsState | null;
  private readonly identity: IdentityState | null;

  constructor(
    private readonly shell: Shell,
    private readonly opening: Opening,
    private readonly greeting: Greeting,
    /** What comes behind the last of them. */
    private readonly passed: () => void,
    /** An end that asking again does not mend. */
    private readonly failed: (error: unknown) => void,
  ) {
    const { terms, header, cover } = greeting;
    this.terms = terms === null ? null : { text: terms, from: cover.from, name: "", consent: false, slip: null };
    this.identity = header.identity ? { address: "", code: "", asked: 0, asking: false, slip: null } : null;
  }

  start(): void {
    const { starts } = this.greeting.conditions;
    if (starts === this.greeting.header.created || starts * 1000 <= Date.now()) return this.askTerms();
    // The clock of this device may be wrong: who knows better may go on, and the relay has the last word.
    this.shell.show(earlyScreen(starts, () => this.askTerms()), null);
  }

  /** The code was not the right one: only this is asked again. */
  wrongCode(): void {
    if (this.identity === null) return this.passed();
    this.identity.slip = { why: "wrong" };
    this.askIdentity();
  }

  private askTerms(): void {
    const state = this.terms;
    if (state === null) return this.askIdentity();
    const accept = (name: string): void => {
      this.opening.accept(name);
      this.askIdentity();
    };
    const acts = { accept, refuse: () => this.refused() };
    this.shell.show(termsScreen(state, trimName, acts, () => this.askTerms()), null);
  }

  private refused(): void {
    const back = { label: (words: { terms: { back: string } }) => words.terms.back, act: () => this.askTerms() };
    this.shell.show(toldScreen("person", (words) => words.terms.refused, back), null);
  }

  private askIdentity(): void {
    const state = this.identity;
    if (state === null) return this.passed();
    const acts = {
      ask: () => void this.askCode(state),
      next: () => this.next(state),
      other: () => {
        Object.assign(state, { asked: 0, code: "", slip: null });
        this.askIdentity();
      },
    };
    const canFocus = window.matchMedia("(pointer: fine)").matches;
    this.shell.show(identityScreen(state, acts, canFocus), null);
  }

  private next(state: IdentityState): void {
    const code = mailCode(state.code);
    state.slip = code === null ? { why: "short" } : null;
    if (code === null) return this.askIdentity();
    this.opening.useCode(code);
    this.passed();
  }

  private async askCode(state: IdentityState): Promise<void> {
    const address = normAddress(state.address);
    state.slip = address === null ? { why: "address" } : null;
    if (address === null) return this.askIdentity();
    state.asking = true;
    this.askIdentity();
    try {
      await this.opening.askCode(address, this.shell.language.lang);
      Object.assign(state, { asked: Date.now(), code: "" });
    } catch (error) {
      if (!this.askAgain(state, error)) return this.failed(error);
    } finally {
      state.asking = false;
    }
    this.askIdentity();
  }

  /** Whether it is one of the failures after which a person simply asks again. */
  private askAgain(state: IdentityState, error: unknown): boolean {
    if (!(error instanceof Refusal)) return false;
    if (error.code === "busy") state.slip = { why: "busy", seconds: error.facts.retryS ?? 60 };
    else if (error.code === "unreachable") state.slip = { why: "offline" };
    else return false;
    return true;
  }
}
