// What the asset for codes is to the page: one-time passwords as they are now, Wi-Fi and contacts in their parts, QR codes. Types alone.

/** A one-time password. `at` is in seconds. */
export interface Live {
  readonly code: (at: number) => string;
  /** Seconds for which it is still the code. */
  readonly left: (at: number) => number;
}

/** One part of a Wi-Fi or a contact, named by what it is. */
export interface Detail {
  readonly kind: "network" | "security" | "name" | "organisation" | "password" | "email" | "phone" | "url" | "address" | "note";
  readonly value: string;
}

export interface CodesAsset {
  readonly live: (uri: string) => Live | null;
  readonly details: (kind: "wifi" | "contact", value: string) => Detail[] | null;
  /** Dark and light squares, with their quiet border; null of what is too long for one. */
  readonly qr: (text: string) => boolean[][] | null;
}
