// What can be seen to be wrong in a passcode without asking anybody.

import { Refusal } from "./core/errors";
import type { PasscodeKind } from "./core/link";
import { normalise, readPasscode } from "./core/passcode";
import type { Slip } from "./view/passcode";

export function slipOf(kind: PasscodeKind, typed: string): Slip | null {
  try {
    readPasscode(kind, typed);
    return null;
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    if (error.code === "empty-passcode") return { why: "empty" };
    const length = normalise(typed)?.length ?? 0;
    if (length === 11) return { why: "other" };
    return { why: length < 11 ? "short" : "long" };
  }
}
