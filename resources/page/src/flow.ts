// From the link in the address bar to the content, one screen after the other. Owns the order of things and the address bar.

import { Opening } from "./core/claim";
import type { Greeting, Opened, Step } from "./core/claim";
import { HttpCourier } from "./core/courier";
import { Refusal, damaged } from "./core/errors";
import { parseLink } from "./core/link";
import type { Link } from "./core/link";
import { BroughtFiles } from "./bringing";
import type { CodesAsset } from "./codes/tools";
import { Gates } from "./gates";
import { watch } from "./leaving";
import type { Reason } from "./leaving";
import { Deriver, NoWasm, firstPaint, loadCodes, loadFiles, loadSodium } from "./loading";
import { Pause } from "./pause";
import { slipOf } from "./slips";
import { copy } from "./view/copying";
import { contentScreen, contentState, wantsCodes } from "./view/content";
import { earlyScreen } from "./view/early";
import { holdScreen } from "./view/hold";
import { passcodeScreen } from "./view/passcode";
import type { PasscodeState } from "./view/passcode";
import type { Shell } from "./view/shell";
import { missingScreen, toldScreen, troubleScreen } from "./view/told";
import { Working } from "./view/working";
import type { Missing, Trouble } from "./words/words";

const OPENED = "opened";
const SOON_MS = 100;
// How long a share with codes waits for what shows them: then they are text like any other.
const CODES_MS = 8000;

interface Mark {
  readonly lacre?: string;
}

export class Flow {
  private readonly pause = new Pause();
  private readonly working = new Working(() => this.pause.hurry());
  private deriver: Deriver | null = null;
  private gates: Gates | null = null;
  private files: BroughtFiles | null = null;
  private greeted = false;
  private waitingFor: Trouble | null = null;

  constructor(private readonly shell: Shell) {}

  async start(missing: readonly Missing[]): Promise<void> {
    if (missing.length > 0) return this.cannot(missing);
    if (location.hash.length < 2) return this.withoutLink();
    await this.greet();
  }

  private async greet(): Promise<void> {
    this.greeted = false;
    this.waitingFor = null;
    try {
      await firstPaint();
      // Asked for first, because it takes longest; hello is said meanwhile. What goes wrong here is heard where it is waited for.
      loadSodium().catch(() => undefined);
      const link = ownLink();
      const opening = this.opening(link);
      const greeting = await opening.greet();
      this.greeted = true;
      // What only files need comes while the person reads; a failure is heard where it is waited for.
      if (greeting.header.files > 0) loadFiles().catch(() => undefined);
      const state = passcodeState(greeting);
      const passed = (): void => this.ask(opening, greeting, state);
      this.gates = new Gates(this.shell, opening, greeting, passed, (failure) => this.notOpened(failure, opening, null));
      this.gates.start();
    } catch (error) {
      if (error instanceof NoWasm) return this.cannot(["wasm"]);
      this.refused(error, () => void this.greet());
    }
  }

  private opening(link: Link): Opening {
    return new Opening(link, new HttpCourier(link.origin), {
      ready: loadSodium,
      derive: (password, salt) => (this.deriver ??= new Deriver()).derive(password, salt),
      wait: (ms) => this.pause.wait(ms),
      tell: (step) => this.tell(step),
    });
  }

  private tell(step: Step): void {
    if (this.greeted) return this.working.update(step);
    // Before the cover there is nothing to wait beside: the whole screen says that there is no line, and tries again by itself.
    if (step.name !== "waiting" || this.waitingFor === step.why) return;
    this.waitingFor = step.why;
    this.trouble(step.why, null, () => this.pause.hurry());
  }

  private ask(opening: Opening, greeting: Greeting, state: PasscodeState): void {
    if (opening.link.kind === "n") {
      const open = (): void => void this.open(opening, greeting, "", null);
      this.shell.show(holdScreen(greeting, open, (text) => this.shell.say(text)), "link");
      // While the person reads there is time to make what the claim needs.
      setTimeout(() => opening.prepare(), SOON_MS);
      return;
    }
    this.askPasscode(opening, state);
    // While the person types there is time to start the worker.
    this.deriver ??= new Deriver();
  }

  private askPasscode(opening: Opening, state: PasscodeState): void {
    const canFocus = window.matchMedia("(pointer: fine)").matches;
    const submit = (typed: string): void => {
      state.typed = typed;
      state.slip = slipOf(opening.link.kind, typed);
      if (state.slip !== null) return this.askPasscode(opening, state);
      void this.open(opening, state.greeting, typed, state);
    };
    this.shell.show(passcodeScreen(state, submit, canFocus), "passcode");
  }

  private async open(opening: Opening, greeting: Greeting, typed: string, state: PasscodeState | null): Promise<void> {
    this.working.update({ name: state === null ? "claiming" : "deriving" });
    this.shell.show(this.working.screen);
    try {
      const opened = await opening.open(typed);
      this.deriver?.end();
      forgetLink();
      await this.reveal(opening, greeting, opened);
    } catch (error) {
      this.notOpened(error, opening, state);
    }
  }

  private async reveal(opening: Opening, greeting: Greeting, opened: Opened): Promise<void> {
    const { fields, files } = opened.manifest;
    const codes = wantsCodes(fields) ? await this.codes() : null;
    const say = (text: string): void => this.shell.say(text);
    const brought = files.length > 0 ? new BroughtFiles(opening, greeting, opened, this.pause, say) : null;
    this.files = brought;
    const content = contentState(greeting, opened, codes, brought && ((words) => brought.view(words)));
    const clear = (reason: Reason): void => this.clear(reason, opened.viewsLeft);
    const watching = watch(greeting.conditions.expires, clear, () => brought?.busy ?? false);
    const done = (): void => {
      watching.stop();
      void this.finish(opening);
    };
    this.shell.show(contentScreen(content, done, say), null);
    opening.acknowledge("revealed").catch(() => undefined);
  }

  /** What shows codes, if it comes in time: the view is taken, and the content is not kept waiting for it. */
  private codes(): Promise<CodesAsset | null> {
    const late = new Promise<null>((resolve) => setTimeout(() => resolve(null), CODES_MS));
    return Promise.race([loadCodes().catch(() => null), late]);
  }

  private notOpened(error: unknown, opening: Opening, state: PasscodeState | null): void {
    const refusal = this.asRefusal(error);
    if (refusal.code === "wrong-passcode" && state !== null) {
      const left = refusal.facts.triesLeft ?? 0;
      if (left === 0) return this.trouble("locked", refusal, () => undefined);
      state.triesLeft = left;
      state.slip = { why: "wrong", left };
      return this.askPasscode(opening, state);
    }
    if (refusal.code === "wrong-code" && this.gates !== null) return this.gates.wrongCode();
    if (refusal.code === "early") return this.early(opening);
    if (refusal.facts.claimed === true) forgetLink();
    this.refused(refusal, () => void this.greet());
  }

  /** The relay's clock has the last word; what it says of the hour may have changed meanwhile. */
  private early(opening: Opening): void {
    this.shell.show(earlyScreen(opening.starts, () => void this.greet()), null);
  }

  private async finish(opening: Opening): Promise<void> {
    const said = opening.acknowledge("done").then(
      () => true,
      () => false,
    );
    this.files?.stop();
    // The content goes first; telling the sender may take as long as it likes.
    this.shell.show(toldScreen("check", (words) => words.cleared.done));
    if (!(await said)) this.shell.show(toldScreen("check", (words) => words.cleared.doneUnsaid));
  }

  private clear(reason: Reason, viewsLeft: number): void {
    this.files?.stop();
    const screen =
      reason === "over"
        ? toldScreen("clock", (words) => words.cleared.over)
        : toldScreen("eye", (words) => words.cleared.left(viewsLeft));
    this.shell.show(screen, null);
  }

  private withoutLink(): void {
    if ((history.state as Mark | null)?.lacre === OPENED) {
      return this.shell.show(toldScreen("eye", (words) => words.cleared.reloaded), null);
    }
    this.trouble("no-link", null, () => undefined);
  }

  private cannot(missing: readonly Missing[]): void {
    const copyLink = (): void => {
      const address = document.createElement("p");
      address.textContent = location.href;
      const reveal = (): Node => document.getElementById("main")?.firstElementChild?.appendChild(address) ?? address;
      void copy(location.href, reveal).then((how) => {
        const { linkCopied, content } = this.shell.language;
        this.shell.say(how === "copied" ? linkCopied : content.selected);
      });
    };
    this.shell.show(missingScreen(missing, copyLink), null);
  }

  private asRefusal(error: unknown): Refusal {
    return error instanceof Refusal ? error : new Refusal("service");
  }

  private refused(error: unknown, retry: () => void): void {
    const refusal = this.asRefusal(error);
    this.trouble(refusal.code as Trouble, refusal, retry);
  }

  private trouble(code: Trouble, refusal: Refusal | null, retry: () => void): void {
    this.shell.show(troubleScreen(code, refusal, retry), null);
  }
}

const passcodeState = (greeting: Greeting): PasscodeState => ({ greeting, typed: "", slip: null, triesLeft: greeting.welcome.triesLeft });

/** The link of this page. One that a wrapper carries to another place would be sent to the wrong relay: damaged. */
function ownLink(): Link {
  const link = parseLink(location.href);
  if (link.origin !== location.origin) throw damaged();
  return link;
}

/** Once a view was taken the link has done its work: it leaves the address bar, and a mark without secrets says so to a reload. */
function forgetLink(): void {
  history.replaceState({ lacre: OPENED } satisfies Mark, "", location.pathname);
}
