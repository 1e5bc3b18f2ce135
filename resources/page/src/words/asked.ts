// What every language must say on the page of a request, besides and in place of what it says on that of a share.

import type { RefusalCode } from "../core/errors";
import type { Told, Words } from "./words";

export type AskedTrouble = Extract<
  RefusalCode,
  | "damaged"
  | "no-link"
  | "altered"
  | "unknown"
  | "filled"
  | "expired"
  | "revoked"
  | "locked"
  | "gone"
  | "paused"
  | "busy"
  | "unreachable"
  | "service"
  | "memory"
  | "full"
>;

export type PartKind = "login" | "card" | "bank" | "identity" | "door" | "recovery" | "file" | "text" | "code" | "own";

export type FieldKind =
  | "text"
  | "name"
  | "username"
  | "password"
  | "url"
  | "email"
  | "phone"
  | "address"
  | "note"
  | "date"
  | "code"
  | "pin"
  | "iban"
  | "bic"
  | "holder"
  | "nif"
  | "niss"
  | "card"
  | "month"
  | "place"
  | "recovery";

/** What may be a slip of the fingers. It is said, and can be sent. */
export type Doubt = "email" | "url" | "phone" | "iban" | "bic" | "nif" | "niss" | "card" | "month";

export interface AskedWords extends Pick<Words, "title" | "about" | "hold" | "working" | "missingTold"> {
  readonly trouble: Readonly<Record<AskedTrouble, Told>>;
  /** What was lost, where something was typed already. */
  readonly unsent: string;
  readonly goBack: string;
  readonly passcode: Pick<Words["passcode"], "open" | "wrong">;

  readonly cover: {
    readonly heading: string;
    readonly from: string;
    readonly nobody: string;
    readonly nameNote: string;
    readonly note: string;
    readonly asks: string;
    readonly times: (most: number) => string;
    readonly until: string;
    readonly sealed: string;
    readonly left: (left: number, all: number) => string;
    /** In place of both, for a letter box: its end is years away, and its answers are not counted by anybody. */
    readonly stays: string;
    readonly begin: string;
    readonly goOn: string;
  };

  readonly parts: Readonly<Record<PartKind, string>>;
  readonly fields: Readonly<Record<FieldKind, string>>;

  readonly form: {
    readonly heading: string;
    readonly draft: string;
    readonly needed: string;
    readonly nth: (label: string, n: number) => string;
    readonly add: (label: string) => string;
    readonly remove: (label: string) => string;
    readonly removed: string;
    readonly doubts: Readonly<Record<Doubt, string>>;
    readonly certain: string;
    readonly message: string;
    readonly review: string;
    readonly missing: (count: number) => string;
    readonly without: string;
    readonly nothing: string;
    readonly long: string;
  };

  readonly files: {
    readonly heading: string;
    readonly needed: string;
    readonly photo: string;
    readonly choose: string;
    readonly asIs: string;
    readonly inApp: string;
    readonly most: (size: string) => string;
    readonly total: (count: number, size: string) => string;
    readonly remove: (name: string) => string;
    readonly removed: string;
    readonly tooLarge: (size: string) => string;
    readonly tooMany: string;
    readonly sending: (percent: number) => string;
    readonly sent: string;
    readonly waiting: string;
    readonly unreadable: string;
  };

  readonly review: {
    readonly heading: string;
    readonly explain: string;
    readonly message: string;
    readonly blank: string;
    readonly back: string;
  };

  readonly sent: {
    readonly heading: string;
    readonly what: string;
    /** The name stands behind it. */
    readonly whatFor: string;
    readonly words: string;
    readonly explain: string;
    readonly noWords: string;
    readonly kept: string;
    readonly again: string;
    readonly reloaded: Told;
  };

  readonly code: {
    readonly heading: string;
    readonly label: string;
    readonly hint: string;
    readonly letters: string;
    readonly digits: string;
    readonly empty: string;
    readonly sending: string;
    readonly stay: string;
    readonly sentAt: (n: number, time: string) => string;
    readonly words: string;
    readonly last: string;
  };
}
