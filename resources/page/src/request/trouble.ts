// Every end that is not an answer given: what happened, what became of what was typed, what to do now.

import { isRefusal } from "../core/errors";
import type { AskedTrouble } from "../words/asked";
import type { Told } from "../words/words";
import type { IconName } from "../view/dom";
import type { Screen } from "../view/screen";
import { toldScreen } from "../view/told";
import type { Press } from "../view/told";
import { askedOf } from "./speaking";

const MARKS: Readonly<Partial<Record<AskedTrouble, IconName>>> = {
  damaged: "link",
  "no-link": "link",
  filled: "check",
  expired: "clock",
  revoked: "trash",
  locked: "lock",
  paused: "pause",
  busy: "clock",
  full: "clock",
  unreachable: "offline",
};

const KNOWN: readonly AskedTrouble[] = [
  ...(["damaged", "no-link", "altered", "unknown", "filled", "expired", "revoked", "locked", "gone"] as const),
  ...(["paused", "busy", "unreachable", "service", "memory", "full"] as const),
];

/** Those after which the same link may still do. */
const PASSING: readonly AskedTrouble[] = ["paused", "busy", "unreachable", "service", "memory", "full"];

export const troubleOf = (error: unknown): AskedTrouble =>
  KNOWN.find((code) => isRefusal(error) && error.code === code) ?? "service";

export const isPassing = (code: AskedTrouble): boolean => PASSING.includes(code);

/** `typed`: whether there is something that was not sent. */
export function askedTroubleScreen(code: AskedTrouble, typed: boolean, press: Press | null): Screen {
  const told = (plain: Told, unsent: string): Told => (typed ? { ...plain, lost: unsent } : plain);
  return toldScreen(MARKS[code] ?? "warning", (words) => told(askedOf(words).trouble[code], askedOf(words).unsent), press);
}
