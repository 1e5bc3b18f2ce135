// The asset for codes: loaded when a share brings a one-time password, a Wi-Fi or a contact.

import { encodeQR } from "qr";

import { contact, wifi } from "./cards";
import type { CodesAsset, Live } from "./tools";
import { codeAt, parseTotp, secondsLeft } from "./totp";

function live(uri: string): Live | null {
  const maker = parseTotp(uri);
  return maker && { code: (at) => codeAt(maker, at), left: (at) => secondsLeft(maker, at) };
}

function qr(text: string): boolean[][] | null {
  try {
    return encodeQR(text, "raw", { ecc: "medium", border: 4 });
  } catch {
    return null;
  }
}

const asset: CodesAsset = { live, details: (kind, value) => (kind === "wifi" ? wifi(value) : contact(value)), qr };

(globalThis as { lacreCodes?: CodesAsset }).lacreCodes = asset;
