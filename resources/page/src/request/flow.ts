// From the link of a request to the four words, one screen after the other. Owns the order of things, the address bar, and the draft, which
// is in the memory of this document and nowhere else.

import { HttpCourier } from "../core/courier";
import { damaged, isRefusal } from "../core/errors";
import type { PasscodeKind } from "../core/link";
import { Giving } from "../core/request/giving";
import type { Asked } from "../core/request/giving";
import { parseRequestLink } from "../core/request/link";
import type { RequestLink } from "../core/request/link";
import { TooLong } from "../core/request/submission";
import { Cancelled } from "../core/transfer";
import { Pause } from "../pause";
import { slipOf } from "../slips";
import { codeScreen } from "../view/request/code";
import { beginScreen, lockedScreen } from "../view/request/cover";
import { formScreen } from "../view/request/form";
import type { FormState } from "../view/request/form";
import { reviewScreen } from "../view/request/review";
import { sentScreen } from "../view/request/sent";
import type { CheckWords } from "../view/request/sent";
import type { Typed } from "../view/passcode";
import type { Shell } from "../view/shell";
import { toldScreen } from "../view/told";
import type { Press } from "../view/told";
import { Working } from "../view/working";
import type { AskedTrouble } from "../words/asked";
import type { Words } from "../words/words";
import { Answering } from "./answering";
import { Codes, isOneCode } from "./codes";
import { deliver } from "./delivering";
import { Draft } from "./draft";
import { Leaving } from "./leaving";
import { givingTools } from "./machine";
import type { Machine } from "./machine";
import { Unreadable } from "./reading";
import { Sending } from "./sending";
import { askedOf } from "./speaking";
import type { RequestTools } from "./tools";
import { askedTroubleScreen, isPassing, troubleOf } from "./trouble";

type Stage = "cover" | "form" | "review" | "sending" | "sent";

/** What the relay may say of a request besides what it says of a share. */
const MORE = ["filled", "conflict", "offset", "too-large", "full"] as const;

export class RequestFlow {
  private readonly pause = new Pause();
  private readonly working = new Working(() => this.pause.hurry());
  private readonly leaving = new Leaving(() => this.wentBack());
  private readonly machine: Machine;
  private stage: Stage = "cover";
  private asked: Asked | null = null;
  private giving: Giving | null = null;
  private answering: Answering | null = null;
  private form: FormState | null = null;
  private left = 0;
  private kind: PasscodeKind = "n";
  private waitingFor: AskedTrouble | null = null;

  constructor(
    private readonly tools: RequestTools,
    private readonly shell: Shell,
  ) {
    this.machine = givingTools(tools, this.pause, (waiting) => {
      this.form?.sending.waits();
      this.working.update(waiting);
      if (this.asked === null) this.stillWaiting(waiting.why);
    });
  }

  async start(): Promise<void> {
    if (location.hash.length < 2) return this.withoutLink();
    await this.greet();
  }

  private async greet(): Promise<void> {
    this.waitingFor = null;
    try {
      const link = ownLink();
      const giving = new Giving(link, new HttpCourier(link.origin, MORE), this.machine);
      const asked = await giving.look();
      this.giving = giving;
      this.kind = link.kind;
      this.asked = asked;
      this.left = asked.shown.left;
      this.answering = new Answering(giving, this.machine, this.tools.checkWords);
      this.meet(asked);
    } catch (error) {
      this.ended(error, () => void this.greet());
    }
  }

  /** Before there is anything to wait beside, the whole screen says that there is no line, and tries again by itself. */
  private stillWaiting(why: "unreachable" | "busy"): void {
    if (this.waitingFor === why) return;
    this.waitingFor = why;
    this.trouble(why, { label: (words) => words.retry, act: () => this.pause.hurry() });
  }

  private meet(asked: Asked): void {
    this.stage = "cover";
    if (this.kind !== "n") return this.ask({ typed: "", slip: null, triesLeft: asked.shown.triesLeft });
    this.unlocked();
  }

  private unlocked(): void {
    const asked = this.asked as Asked;
    if (isOneCode(asked.form)) return this.codes(asked);
    if (this.kind !== "n") return this.fill();
    this.cover();
  }

  private cover(): void {
    this.stage = "cover";
    const begun = this.form !== null && !this.form.draft.empty;
    this.shell.show(beginScreen(this.asked as Asked, begun, () => this.fill()), "link");
  }

  private ask(state: Typed): void {
    const open = (typed: string): void => {
      state.typed = typed;
      state.slip = slipOf(this.kind, typed);
      if (state.slip !== null) return this.ask(state);
      void this.unlock(state);
    };
    this.shell.show(lockedScreen(this.asked as Asked, state, open, canFocus()), "passcode");
  }

  private async unlock(state: Typed): Promise<void> {
    this.working.update({ name: "deriving" });
    this.shell.show(this.working.screen);
    try {
      await (this.giving as Giving).unlock(state.typed);
      this.unlocked();
    } catch (error) {
      if (!isRefusal(error) || error.code !== "wrong-passcode") return this.ended(error, () => this.ask(state));
      const left = error.facts.triesLeft ?? 0;
      if (left === 0) return this.trouble("locked", null);
      Object.assign(state, { triesLeft: left, slip: { why: "wrong", left } });
      this.ask(state);
    }
  }

  private codes(asked: Asked): void {
    const codes = new Codes(this.answering as Answering, this.left, {
      show: (state, acts) => this.shell.show(codeScreen(asked, state, acts, canFocus()), "link"),
      language: () => this.shell.language.lang,
      words: () => this.shell.language,
      say: (text) => this.shell.say(text),
      ended: (error) => this.trouble(troubleOf(error), null),
      over: () => this.leaving.forget(),
    });
    codes.start();
  }

  private fill(): void {
    this.stage = "form";
    this.leaving.entered();
    this.showForm();
  }

  private showForm(): void {
    const asked = this.asked as Asked;
    const form = (this.form ??= {
      draft: new Draft(asked.form, asked.header.files),
      sending: new Sending(this.giving as Giving, this.tools.startWorker),
      files: { slip: null },
      missing: [],
      slip: null,
      focus: null,
    });
    const acts = {
      changed: () => this.leaving.hold(!form.draft.empty),
      chosen: () => {
        form.sending.choose(form.draft.files);
        this.leaving.hold(!form.draft.empty);
      },
      review: () => this.review(form),
      again: () => this.showForm(),
      say: (text: string) => this.shell.say(text),
    };
    this.shell.show(formScreen(form, acts), "link");
  }

  private review(form: FormState): void {
    const { draft } = form;
    form.missing = draft.missing();
    if (draft.missesFiles) form.files.slip = "missing";
    const missing = form.missing.length > 0 || draft.missesFiles;
    form.slip = missing ? "missing" : draft.empty ? "nothing" : null;
    if (form.slip !== null) return this.showForm();
    this.stage = "review";
    const back = (): void => this.fill();
    const say = (text: string): void => this.shell.say(text);
    this.shell.show(reviewScreen(this.asked as Asked, draft, { send: () => void this.send(form), back, say }), "link");
  }

  private async send(form: FormState): Promise<void> {
    if (this.stage === "sending") return;
    this.stage = "sending";
    this.working.update({ name: "claiming" });
    this.shell.show(this.working.screen);
    try {
      this.gone(await deliver(this.answering as Answering, form, this.working, this.shell.language.lang));
    } catch (error) {
      this.notSent(error, form);
    }
  }

  /** It has arrived: nothing of what was typed stays. */
  private gone(check: CheckWords): void {
    this.stage = "sent";
    this.form?.sending.given();
    this.form = null;
    this.left = Math.max(0, this.left - 1);
    this.leaving.hold(false);
    if (this.left === 0) this.leaving.forget();
    const again = this.left === 0 ? null : (): void => this.fill();
    this.shell.show(sentScreen(this.asked as Asked, check, again), "link");
  }

  private notSent(error: unknown, form: FormState): void {
    if (error instanceof Unreadable) return this.fill();
    if (error instanceof TooLong) {
      form.slip = "long";
      return this.fill();
    }
    if (error instanceof Cancelled) return this.fill();
    const code = troubleOf(error);
    this.stage = "review";
    // What may have arrived is only repeated, never written anew: otherwise one answer could become two.
    if ((this.answering as Answering).unsure) {
      return this.trouble(code, { label: (words) => words.retry, act: () => void this.send(form) });
    }
    this.trouble(code, isPassing(code) ? { label: (words) => askedOf(words).goBack, act: () => this.review(form) } : null);
  }

  private ended(error: unknown, retry: () => void): void {
    const code = troubleOf(error);
    this.trouble(code, isPassing(code) ? { label: (words: Words) => words.retry, act: retry } : null);
  }

  private trouble(code: AskedTrouble, press: Press | null): void {
    const typed = this.form !== null && !this.form.draft.empty && !(this.answering?.unsure ?? false);
    this.shell.show(askedTroubleScreen(code, typed, press), null);
  }

  /** The browser's own way back goes one screen back, and never to an answer that was sent. */
  private wentBack(): void {
    if (this.stage === "form") this.cover();
    else if (this.stage === "review") this.fill();
    else if (this.stage === "sending") this.leaving.entered();
  }

  private withoutLink(): void {
    if (Leaving.wasSent()) return this.shell.show(toldScreen("check", (words) => askedOf(words).sent.reloaded), null);
    this.trouble("no-link", null);
  }
}

/** A field in focus throws up a keyboard on a phone, over what has not been read yet. */
const canFocus = (): boolean => window.matchMedia("(pointer: fine)").matches;

/** The link of this page. One that a wrapper carries to another place would be sent to the wrong relay: damaged. */
function ownLink(): RequestLink {
  const link = parseRequestLink(location.href);
  if (link.origin !== location.origin) throw damaged();
  return link;
}

