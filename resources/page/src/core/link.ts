// The link (PROTOCOL 3): repair what messengers and people do to it, exactly as the law says, then fit the grammar or call it
// damaged. The repair serves the links of requests too. No request is made from here.

import { damaged } from "./errors";
import { INVISIBLE } from "./invisible";
import { NotOctets, fromB64url, toB64url, utf8 } from "./octets";
import { H } from "./sodium";

export type PasscodeKind = "n" | "g" | "t";

export interface Link {
  readonly origin: string;
  readonly id: Uint8Array<ArrayBuffer>;
  readonly kind: PasscodeKind;
  readonly secret: Uint8Array<ArrayBuffer>;
}

const LONGEST = 4096;
const FRAGMENT = 53;
const LINK = /^([^/]+:\/\/[^/]+)\/s\/([\w-]{22})#1([ngt])\.([\w-]{43})\.([\w-]{6})$/;
const ORIGIN = /^(https?):\/\/(\[[0-9a-f:.]{2,45}\]|[a-z0-9.-]{1,253})(?::([1-9][0-9]{0,4}))?$/;
const LABEL = /^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/;
const LOOPBACK = ["127.0.0.1", "[::1]", "localhost"];
const UNSEEN = new RegExp(`[${INVISIBLE}]`, "g");
// Without the u flag: with it, i would also take the Kelvin sign and the long s for ASCII letters.
const START = /https?:\/\//i;
const WRAPPED_IN = /^(?:url|u|q)=/;

export function linkCheck(id: string, kind: string, secret: string): string {
  return toB64url(H(utf8(`${id}1${kind}.${secret}`))).slice(0, 6);
}

export function encodeLink(link: Link): string {
  const [id, secret] = [toB64url(link.id), toB64url(link.secret)];
  return `${link.origin}/s/${id}#1${link.kind}.${secret}.${linkCheck(id, link.kind, secret)}`;
}

const lower = (text: string): string => text.replace(/[A-Z]/g, (letter) => letter.toLowerCase());

/** Steps 2 and 3: what begins at the first scheme, without characters that nobody sees. */
function visible(text: string): string {
  const seen = text.replace(UNSEEN, "");
  const at = seen.search(START);
  if (at < 0) throw damaged();
  return seen.slice(at);
}

function cleanFront(front: string): string {
  const bare = front.replace(/\?[^]*$/, "").replace(/\/+$/, "");
  const [scheme = "", empty, host, ...path] = bare.split("/");
  if (host === undefined) return lower(bare);
  return [lower(scheme), empty, lower(host), ...path].join("/");
}

function cleanFragment(fragment: string, longest: number): string {
  const plain = fragment.replace(/%([0-7][0-9a-f])/gi, (_, digits: string) => String.fromCharCode(parseInt(digits, 16)));
  return plain.slice(0, longest);
}

/** Steps 4 and 5; null where there is no fragment. */
function repaired(text: string, longest: number): string | null {
  const whole = text.includes("#") ? text : text.replace("%23", "#");
  const at = whole.indexOf("#");
  if (at < 0) return null;
  return `${cleanFront(whole.slice(0, at))}#${cleanFragment(whole.slice(at + 1), longest)}`;
}

export function isOrigin(text: string): boolean {
  const found = ORIGIN.exec(text);
  if (found === null) return false;
  const [, scheme = "", host = "", port] = found;
  if (port !== undefined && (Number(port) > 65535 || Number(port) === (scheme === "https" ? 443 : 80))) return false;
  if (scheme === "http") return LOOPBACK.includes(host);
  return host.startsWith("[") || host.split(".").every((label) => LABEL.test(label));
}

/** Step 6: the grammar and the check. */
function fits(text: string): Link | null {
  const found = LINK.exec(text);
  if (found === null) return null;
  const [, origin = "", id = "", kind = "", secret = "", check = ""] = found;
  if (!isOrigin(origin) || linkCheck(id, kind, secret) !== check) return null;
  try {
    return { origin, id: fromB64url(id), kind: kind as PasscodeKind, secret: fromB64url(secret) };
  } catch (error) {
    if (error instanceof NotOctets) return null;
    throw error;
  }
}

/** Step 7: the link that a "safe link" service carries in its query. */
function wrapped(text: string): string {
  const query = text.includes("?") ? text.slice(text.indexOf("?") + 1) : "";
  const part = query.split("&").find((each) => WRAPPED_IN.test(each));
  if (part === undefined) throw damaged();
  try {
    return decodeURIComponent(part.slice(part.indexOf("=") + 1));
  } catch {
    throw damaged();
  }
}

/** Repairs a text until it `fits`; of the fragment so many characters are kept. */
export function readLink<Found>(text: string, longest: number, fits: (whole: string) => Found | null): Found {
  if (text.length > LONGEST) throw damaged();
  const direct = (seen: string): Found | null => {
    const whole = repaired(seen, longest);
    return whole === null ? null : fits(whole);
  };
  const rest = visible(text);
  const link = direct(rest) ?? direct(visible(wrapped(rest)));
  if (link === null) throw damaged();
  return link;
}

export const parseLink = (text: string): Link => readLink(text, FRAGMENT, fits);
