// The key schedule (PROTOCOL 5).

import type { Link } from "./link";
import { concat } from "./octets";
import { D, H, argon2id, sodium } from "./sodium";

type Octets = Uint8Array<ArrayBuffer>;

export interface LinkKeys {
  readonly link: Octets;
  readonly proof: Octets;
  readonly header: Octets;
  readonly conditions: Octets;
  readonly cover: Octets;
  readonly terms: Octets;
  readonly salt: Octets;
}

export interface RecipientKeys {
  readonly recipient: Octets;
  /** K_acc: what is accepted is sealed under it to the sender. */
  readonly acceptance: Octets;
  readonly proofPublic: Octets;
  readonly proofSecret: Octets;
}

export function linkKeys(link: Link): LinkKeys {
  const key = D(link.secret, "link", link.id);
  return {
    link: key,
    proof: D(key, "link-proof"),
    header: D(key, "header-mac"),
    conditions: D(key, "conditions-mac"),
    cover: D(key, "cover"),
    terms: D(key, "terms"),
    salt: D(key, "salt").slice(0, 16),
  };
}

/** K_pass: slow on purpose. A page with a worker runs the same function there. */
export const passcodeKey = (password: Uint8Array, salt: Uint8Array): Octets => argon2id(password, salt);

export const noPasscodeKey = (): Octets => new Uint8Array(32);

export function recipientKeys(link: Link, keys: LinkKeys, passKey: Uint8Array): RecipientKeys {
  const recipient = D(keys.link, `recipient/${link.kind}`, passKey);
  const pair = sodium.crypto_sign_seed_keypair(D(recipient, "proof"));
  const acceptance = D(recipient, "acceptance");
  return { recipient, acceptance, proofPublic: pair.publicKey as Octets, proofSecret: pair.privateKey as Octets };
}

export const bodyKey = (recipient: Uint8Array, half: Uint8Array, header: Uint8Array): Octets =>
  D(recipient, "body", concat(half, H(header)));
