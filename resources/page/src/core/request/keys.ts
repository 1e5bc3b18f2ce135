// The keys of a request, as a client has them (REQUESTS R3, R5).

import { concat } from "../octets";
import { D, H, sodium } from "../sodium";
import type { RequestLink } from "./link";

type Octets = Uint8Array<ArrayBuffer>;

export interface RequestKeys {
  readonly link: Octets;
  readonly proof: Octets;
  readonly header: Octets;
  readonly conditions: Octets;
  readonly form: Octets;
  readonly salt: Octets;
  /** The salt of the check words. */
  readonly check: Octets;
}

export interface GiverKeys {
  readonly give: Octets;
  readonly proofPublic: Octets;
  readonly proofSecret: Octets;
}

export function requestKeys(link: RequestLink): RequestKeys {
  const key = D(link.secret, "request", concat(link.id, link.recipient));
  return {
    link: key,
    proof: D(key, "link-proof"),
    header: D(key, "header-mac"),
    conditions: D(key, "conditions-mac"),
    form: D(key, "form"),
    salt: D(key, "salt").slice(0, 16),
    check: D(key, "check").slice(0, 16),
  };
}

export function giverKeys(link: RequestLink, keys: RequestKeys, passKey: Uint8Array): GiverKeys {
  const give = D(keys.link, `giver/${link.kind}`, passKey);
  const pair = sodium.crypto_sign_seed_keypair(D(give, "proof"));
  return { give, proofPublic: pair.publicKey as Octets, proofSecret: pair.privateKey as Octets };
}

export const submissionKey = (give: Uint8Array, data: Uint8Array, sealed: Uint8Array, header: Uint8Array): Octets =>
  D(give, "submission", concat(data, sealed, H(header)));
