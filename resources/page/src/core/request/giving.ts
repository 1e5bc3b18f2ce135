// One answer to a request, from look to submit (REQUESTS R9), as a machine without a screen. Owns every message's making and checking;
// how long to wait and how to derive are handed in.

import type { Conditions } from "../documents";
import { Refusal, altered, isRefusal } from "../errors";
import { Malformed } from "../json";
import { noPasscodeKey } from "../keys";
import { equal } from "../octets";
import { readPasscode } from "../passcode";
import { patiently } from "../patience";
import type { Patience } from "../patience";
import { sodium, wipe } from "../sodium";
import { openForm, openRequestConditions, openRequestHeader } from "./documents";
import type { Form, RequestHeader } from "./documents";
import { giverKeys, requestKeys } from "./keys";
import type { GiverKeys, RequestKeys } from "./keys";
import type { RequestLink } from "./link";
import { checkDigest, checkNumbers, sealSubmission } from "./submission";
import type { Submission } from "./submission";
import { held, upload } from "./uploading";
import type { Source, Told, UploadLine } from "./uploading";
import { encodeAbandon, encodeLook, encodeOffer, encodeSubmit, parseHave, parseShown, parseSubmitted, putMessage } from "./wire";
import type { Shown, Signing } from "./wire";

type Octets = Uint8Array<ArrayBuffer>;

export interface GivingCourier {
  call(name: "look" | "offer" | "submit" | "abandon", message: string): Promise<string>;
  put(message: Octets, stop: AbortSignal): Promise<string>;
}

export interface GivingTools extends Patience {
  /** Resolves when libsodium is here. */
  readonly ready: () => Promise<void>;
  readonly derive: (password: Octets, salt: Octets) => Promise<Octets>;
}

export interface Asked {
  readonly header: RequestHeader;
  readonly conditions: Conditions;
  readonly form: Form;
  readonly shown: Shown;
}

/** What is to be submitted, made once: however often it is sent, these octets and this token. */
export interface Envelope {
  readonly octets: Octets;
  readonly language: Submission["language"];
  token: Octets | null;
}

const MOST_STALE = 3;
const NONE: Octets = new Uint8Array();
// Longer than this nobody waits before a screen.
const LONG_S = 90;

const readable = <T>(read: () => T): T => {
  try {
    return read();
  } catch (error) {
    if (error instanceof Malformed) throw new Refusal("service");
    throw error;
  }
};

/** What a look answered, if all of it is the asker's and of this origin. */
export function verifyShown(link: RequestLink, keys: RequestKeys, shown: Shown): Asked {
  const header = openRequestHeader(keys, shown.header, shown.headerMac, link.origin);
  const conditions = openRequestConditions(keys, header.created, shown.header, shown.conditions, shown.conditionsMac);
  return { header, conditions, form: openForm(keys.form, shown.header, shown.form, header.files), shown };
}

export class Giving {
  readonly keys: RequestKeys;
  private asked: Asked | null = null;
  private mine: GiverKeys | null = null;

  constructor(
    readonly link: RequestLink,
    private readonly courier: GivingCourier,
    private readonly tools: GivingTools,
  ) {
    this.keys = requestKeys(link);
  }

  async look(): Promise<Asked> {
    const message = encodeLook(this.link, this.keys);
    const received = await patiently(this.tools, () => this.courier.call("look", message));
    const shown = readable(() => parseShown(received));
    await patiently(this.tools, () => this.tools.ready());
    const asked = verifyShown(this.link, this.keys, shown);
    this.requireSame(asked.shown);
    if (asked.conditions.paused) throw new Refusal("paused");
    this.asked = asked;
    return asked;
  }

  /** Tests the passcode without sending anything else: a wrong one is told before a form is filled in. */
  async unlock(typed: string): Promise<void> {
    const password = readPasscode(this.link.kind, typed);
    const passKey = await this.tools.derive(password, this.keys.salt);
    const mine = giverKeys(this.link, this.keys, passKey);
    wipe(password, passKey);
    await this.signed(mine, (by) => this.courier.call("offer", encodeOffer(by)));
    this.mine = mine;
  }

  /** The token under which the relay has all of a source. */
  async upload(source: Source, told: Told): Promise<Octets> {
    const line: UploadLine = {
      ...this.tools,
      offer: (token, size) => this.offer(token, size),
      put: async (token, offset, content, stop) =>
        readableHave(await this.courier.put(putMessage(token, offset, content), stop)),
      abandon: (token) => this.abandon(token),
      token: () => sodium.randombytes_buf(32) as Octets,
      now: () => Date.now(),
    };
    return upload(line, source, told);
  }

  /** What was uploaded is not wanted any more. Nobody waits for it: it is deleted by itself too. */
  abandon(token: Octets): void {
    this.courier.call("abandon", encodeAbandon(token)).catch(() => undefined);
  }

  seal(submission: Submission): Envelope {
    const { shown } = this.asked as Asked;
    const to = { recipient: this.link.recipient, give: this.own().give, header: shown.header };
    return { octets: sealSubmission(to, submission), language: submission.language, token: null };
  }

  /** The numbers of the four words that the asker's program shows beside this envelope. */
  async words(envelope: Envelope): Promise<number[]> {
    const { shown } = this.asked as Asked;
    return checkNumbers(await this.tools.derive(checkDigest(shown.header, envelope.octets), this.keys.check));
  }

  /** Sends it, once, whatever becomes of the line. `files` is the token of theirs, or nothing. Gives its number. */
  async submit(envelope: Envelope, files: Octets, told: Told): Promise<number> {
    envelope.token ??= await this.upload(held(envelope.octets), told);
    const { token } = envelope;
    const received = await this.signed(this.own(), (by) => this.courier.call("submit", encodeSubmit(by, token, files)));
    return readable(() => parseSubmitted(received));
  }

  private async offer(token: Octets, size: number): Promise<number> {
    return readableHave(await this.signed(this.own(), (by) => this.courier.call("offer", encodeOffer(by, token, size))));
  }

  private own(): GiverKeys {
    if (this.link.kind !== "n" && this.mine === null) throw new Error("the passcode comes first");
    return (this.mine ??= giverKeys(this.link, this.keys, noPasscodeKey()));
  }

  /** A signed call, repeated with the same octets until it is answered; signed anew where the challenge is too old. */
  private async signed(mine: GiverKeys, call: (by: Signing) => Promise<string>): Promise<string> {
    for (let stale = 0; ; stale++) {
      const { shown, header } = this.asked ?? (await this.look());
      const by: Signing = { link: this.link, keys: this.keys, mine, challenge: shown.challenge, header: shown.header, relay: header.relay };
      try {
        return await patiently(this.tools, () => call(by).catch(notForLong));
      } catch (error) {
        if (!isRefusal(error) || error.code !== "stale" || stale === MOST_STALE) throw error;
        this.asked = null;
      }
    }
  }

  /** Another header or form, even under right keys, is not what the person has read. */
  private requireSame(shown: Shown): void {
    const before = this.first;
    if (before !== null && !(equal(before.header, shown.header) && equal(before.form, shown.form))) throw altered();
    this.first = shown;
  }

  private first: Shown | null = null;
}

const readableHave = (received: string): number => readable(() => parseHave(received));

/** Busy for hours is an end that people are told; patience is for moments. */
function notForLong(error: unknown): never {
  if (isRefusal(error) && error.code === "busy" && (error.facts.retryS ?? 0) > LONG_S) {
    throw new Refusal("full", error.facts);
  }
  throw error;
}

export { NONE as NO_FILES };
