// One-time codes one after the other over the same open page. Owns what was typed and how far it has gone; drawing is handed in.

import { isRefusal } from "../core/errors";
import type { Form } from "../core/request/documents";
import { NO_FILES } from "../core/request/giving";
import type { Language } from "../core/wire";
import type { CodeActs, CodeState } from "../view/request/code";
import type { Words } from "../words/words";
import type { Answering } from "./answering";
import { askedOf } from "./speaking";
import { isPassing, troubleOf } from "./trouble";

export interface CodesTools {
  readonly show: (state: CodeState, acts: CodeActs) => void;
  readonly language: () => Language;
  readonly words: () => Words;
  readonly say: (text: string) => void;
  /** An end that asking again does not mend. */
  readonly ended: (error: unknown) => void;
  /** The last one that the link takes has gone. */
  readonly over: () => void;
}

/** One part, one field, nothing else: the form of "the code you just received". */
export const isOneCode = ({ parts, files }: Form): boolean =>
  files === "none" && parts.length === 1 && parts[0]?.kind === "code" && parts[0].fields.length === 1;

/** As it goes into the field of some site: digits in groups are one number, and nothing else is touched but the ends. */
const plainCode = (typed: string): string => (/^[\d\s-]*$/.test(typed) ? typed.replace(/[\s-]/g, "") : typed.trim());

export class Codes {
  private readonly state: CodeState;
  private n = 0;
  /** What was sealed last: as long as it may have arrived unheard, that one is sent again, whatever stands in the field by then. */
  private going = "";

  constructor(
    private readonly answering: Answering,
    left: number,
    private readonly tools: CodesTools,
  ) {
    this.state = { typed: "", letters: false, sending: false, slip: null, trouble: null, sent: null, left };
  }

  start(): void {
    this.show();
  }

  private show(): void {
    this.tools.show(this.state, { send: () => void this.send(), again: () => this.show(), say: this.tools.say });
  }

  private async send(): Promise<void> {
    const { state } = this;
    if (state.sending) return;
    const typed = plainCode(state.typed);
    state.slip = typed === "" && !this.answering.unsure ? "empty" : null;
    if (state.slip !== null) return this.show();
    if (!this.answering.unsure) this.going = typed;
    Object.assign(state, { sending: true, trouble: null });
    this.show();
    try {
      const content = { message: "", answers: [{ part: 0, values: [typed] }], files: { files: [], key: "", token: NO_FILES } };
      const told = { sent: () => undefined, stop: new AbortController().signal };
      const check = await this.answering.send(async () => ({ ...content, language: this.tools.language() }), told);
      this.n += 1;
      if (this.going === typed) state.typed = "";
      Object.assign(state, { sent: { n: this.n, at: new Date(), check }, left: Math.max(0, state.left - 1) });
      if (state.left === 0) this.tools.over();
    } catch (error) {
      if (this.failed(error)) return;
    } finally {
      state.sending = false;
    }
    this.show();
  }

  /** Whether it is the end. What passes is said beside the field, with what was typed still in it. */
  private failed(error: unknown): boolean {
    const code = troubleOf(error);
    if (isRefusal(error) && !isPassing(code)) {
      this.tools.ended(error);
      return true;
    }
    const { trouble, unsent } = askedOf(this.tools.words());
    this.state.trouble = `${trouble[code].title}. ${unsent}`;
    return false;
  }
}
