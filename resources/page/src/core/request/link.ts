// The link of a request (REQUESTS R2): the repair is that of every link, the grammar its own. No request is made from here.

import { isOrigin, readLink } from "../link";
import type { PasscodeKind } from "../link";
import { NotOctets, fromB64url, toB64url, utf8 } from "../octets";
import { H } from "../sodium";

type Octets = Uint8Array<ArrayBuffer>;

export interface RequestLink {
  readonly origin: string;
  readonly id: Octets;
  readonly kind: PasscodeKind;
  readonly secret: Octets;
  /** X: what is submitted is sealed to it. */
  readonly recipient: Octets;
}

const FRAGMENT = 97;
const LINK = /^([^/]+:\/\/[^/]+)\/r\/([\w-]{22})#1([ngt])\.([\w-]{43})\.([\w-]{43})\.([\w-]{6})$/;

// The points of small order of Curve25519, as libsodium has them: what is sealed to one of these anybody can open.
const SMALL_ORDER = [
  "0000000000000000000000000000000000000000000000000000000000000000",
  "0100000000000000000000000000000000000000000000000000000000000000",
  "e0eb7a7c3b41b8ae1656e3faf19fc46ada098deb9c32b1fd866205165f49b800",
  "5f9c95bca3508c24b1d0b1559c83ef5b04445cc4581c8e86d8224eddd09f1157",
  "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
  "edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
  "eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
];

/** The last bit is not a part of the number. */
function isSmall(point: Octets): boolean {
  const digits = [...point].map((octet, at) => (at === 31 ? octet & 0x7f : octet).toString(16).padStart(2, "0"));
  return SMALL_ORDER.includes(digits.join(""));
}

export function requestCheck(id: string, kind: string, secret: string, recipient: string): string {
  return toB64url(H(utf8(`/r/${id}1${kind}.${secret}.${recipient}`))).slice(0, 6);
}

export function encodeRequestLink(link: RequestLink): string {
  const [id, secret, recipient] = [toB64url(link.id), toB64url(link.secret), toB64url(link.recipient)];
  return `${link.origin}/r/${id}#1${link.kind}.${secret}.${recipient}.${requestCheck(id, link.kind, secret, recipient)}`;
}

function fits(text: string): RequestLink | null {
  const found = LINK.exec(text);
  if (found === null) return null;
  const [, origin = "", id = "", kind = "", secret = "", recipient = "", check = ""] = found;
  if (!isOrigin(origin) || requestCheck(id, kind, secret, recipient) !== check) return null;
  try {
    const point = fromB64url(recipient);
    if (isSmall(point)) return null;
    return { origin, id: fromB64url(id), kind: kind as PasscodeKind, secret: fromB64url(secret), recipient: point };
  } catch (error) {
    if (error instanceof NotOctets) return null;
    throw error;
  }
}

export const parseRequestLink = (text: string): RequestLink => readLink(text, FRAGMENT, fits);
