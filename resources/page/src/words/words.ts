// What every language must say. A string that people read is nowhere else than in the files that fulfil this.

import type { RefusalCode } from "../core/errors";
import type { Language } from "../core/wire";
import type { Kind } from "../files/kinds";

/** What happened, whether anything was lost, what to do now. */
export interface Told {
  readonly title: string;
  readonly what: string;
  readonly lost: string;
  readonly now: string;
}

/** What only the page of requests meets. */
type OfRequests = "filled" | "conflict" | "offset" | "too-large" | "full";

export type Trouble = Exclude<
  RefusalCode,
  "typing-mistake" | "empty-passcode" | "wrong-passcode" | "wrong-code" | "early" | "stale" | OfRequests
>;

export type Missing = "wasm" | "random" | "modern";

export interface Words {
  readonly lang: Language;
  /** What the choice of a language is called. */
  readonly language: string;
  readonly title: string;
  readonly seal: string;
  readonly preparing: string;

  readonly cover: {
    readonly heading: string;
    readonly from: string;
    readonly nobody: string;
    readonly note: string;
    readonly until: string;
    readonly views: (left: number) => string;
    readonly keep: (left: number) => string;
  };

  /** What is said on the cover beside it, each only where it is so. */
  readonly notices: {
    readonly trace: string;
    readonly files: (size: string) => string;
    /** More than this browser can save; it has the disk of none. */
    readonly large: (limit: string) => string;
    readonly inApp: string;
  };

  readonly early: {
    readonly title: string;
    readonly what: (when: string) => string;
    readonly lost: string;
    readonly now: string;
    readonly retry: string;
  };

  readonly terms: {
    readonly heading: string;
    readonly text: string;
    readonly name: string;
    readonly consent: string;
    readonly explain: string;
    readonly accept: string;
    readonly refuse: string;
    readonly slip: Readonly<Record<"name" | "long" | "consent", string>>;
    readonly refused: Told;
    readonly back: string;
  };

  readonly identity: {
    readonly heading: string;
    readonly what: string;
    readonly address: string;
    readonly ask: string;
    readonly asking: string;
    readonly enter: string;
    /** `address` stands between the two. */
    readonly sent: readonly [string, string];
    readonly spam: string;
    readonly code: string;
    readonly next: string;
    readonly again: string;
    readonly againIn: (seconds: number) => string;
    readonly other: string;
    readonly slip: Readonly<Record<"address" | "short" | "wrong" | "offline", string>>;
    readonly busy: (seconds: number) => string;
  };

  readonly passcode: {
    readonly label: Readonly<Record<"symbols" | "words" | "digits" | "text", string>>;
    readonly hint: string;
    readonly tolerant: Readonly<Record<"symbols" | "words" | "digits" | "text", string>>;
    readonly open: string;
    readonly empty: string;
    readonly mistyped: Readonly<Record<"short" | "long" | "other", string>>;
    readonly wrong: (left: number) => string;
    readonly few: (left: number) => string;
  };

  readonly hold: {
    readonly label: string;
    readonly explain: string;
    readonly short: string;
    readonly confirm: string;
    readonly confirmExplain: string;
  };

  readonly working: {
    readonly heading: string;
    readonly deriving: string;
    readonly claiming: string;
    readonly fetching: (percent: number) => string;
    readonly opening: string;
    readonly offline: (seconds: number) => string;
    readonly busy: (seconds: number) => string;
    readonly nothingLost: string;
    readonly stay: string;
    readonly retry: string;
  };

  readonly content: {
    readonly heading: string;
    readonly message: string;
    readonly fields: string;
    readonly hidden: string;
    /** Says what the dot in a value stands for. */
    readonly invisible: string;
    readonly show: string;
    readonly hide: string;
    readonly copy: string;
    readonly showAll: string;
    readonly hideAll: string;
    readonly showOf: (label: string) => string;
    readonly hideOf: (label: string) => string;
    readonly copyOf: (label: string) => string;
    readonly copied: string;
    readonly copiedSaid: (label: string) => string;
    readonly clipboard: string;
    readonly selected: string;
    readonly noCopy: string;
    readonly until: string;
    /** After the last opening: until when this page shows it at most. */
    readonly here: string;
    readonly last: string;
    readonly again: (left: number) => string;
    readonly done: string;
    readonly doneExplain: string;
    readonly kinds: Readonly<Record<string, string>>;
    readonly changes: (seconds: number) => string;
    readonly key: string;
    readonly keyOf: (label: string) => string;
    readonly hideKey: string;
    readonly keyHint: string;
    readonly qr: string;
    readonly hideQr: string;
    readonly qrOf: (label: string) => string;
    readonly qrHint: Readonly<Record<"wifi" | "contact" | "totp", string>>;
  };

  readonly files: {
    readonly heading: (count: number) => string;
    readonly viewOnly: string;
    readonly preparing: string;
    readonly kinds: Readonly<Record<Kind, string>>;
    readonly program: string;
    readonly size: (octets: number) => string;
    readonly save: string;
    readonly saveOf: (name: string) => string;
    readonly look: string;
    readonly lookOf: (name: string) => string;
    readonly saveAll: (size: string) => string;
    readonly zipName: string;
    readonly cancel: string;
    readonly running: (percent: number, done: string, total: string) => string;
    readonly offline: string;
    readonly busy: string;
    readonly saved: string;
    readonly handed: string;
    readonly again: string;
    readonly cancelled: string;
    readonly large: (again: boolean) => string;
    readonly failed: Readonly<Record<"damaged" | "window" | "revoked" | "disk" | "service" | "unreadable", string>>;
    readonly viewer: {
      readonly close: string;
      readonly place: string;
      readonly previous: string;
      readonly next: string;
      readonly smaller: string;
      readonly larger: string;
      readonly page: (page: number, pages: number) => string;
      readonly wish: string;
      readonly unreadable: string;
    };
  };

  readonly cleared: {
    readonly done: Told;
    readonly doneUnsaid: Told;
    readonly left: (viewsLeft: number) => Told;
    readonly over: Told;
    readonly reloaded: Told;
  };

  readonly trouble: Readonly<Record<Trouble, Told>>;
  readonly claimedLost: string;
  readonly missing: Readonly<Record<Missing, string>>;
  readonly missingTold: Told;
  readonly retry: string;
  readonly copyLink: string;
  readonly linkCopied: string;

  readonly about: {
    readonly trustWithPasscode: string;
    readonly trustWithout: string;
    readonly question: string;
    readonly answer: readonly string[];
  };

  readonly clock: {
    /** A local instant; the year only where it is not this one. */
    readonly exact: (at: Date, withYear: boolean) => string;
    /** That the instant is in the reader's own time, and how long there is. */
    readonly local: string;
    readonly left: (seconds: number) => string;
  };
}
