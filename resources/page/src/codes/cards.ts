// The parts of a WIFI: text and of a vCard 3.0. Reads what is there and leaves the rest; the QR code carries the whole.

import type { Detail } from "./tools";

/** The members of `WIFI:T:WPA;S:name;P:secret;;`, with their backslashes taken away. */
function wifiMembers(text: string): Map<string, string> {
  const members = new Map<string, string>();
  for (const [, name = "", value = ""] of text.slice("WIFI:".length).matchAll(/([A-Z0-9]+):((?:\\[^]|[^;\\])*)(?:;|$)/gi)) {
    const key = name.toUpperCase();
    if (!members.has(key)) members.set(key, value.replace(/\\([^])/g, "$1").replace(/^"(.*)"$/, "$1"));
  }
  return members;
}

export function wifi(text: string): Detail[] | null {
  if (!/^WIFI:/i.test(text)) return null;
  const members = wifiMembers(text);
  const network = members.get("S") ?? "";
  if (network === "") return null;
  const found: Detail[] = [{ kind: "network", value: network }];
  const password = members.get("P") ?? "";
  if (password !== "") found.push({ kind: "password", value: password });
  const security = members.get("T") ?? "";
  if (security !== "" && security.toLowerCase() !== "nopass") found.push({ kind: "security", value: security });
  return found;
}

const PARTS: Readonly<Record<string, Detail["kind"]>> = {
  FN: "name",
  ORG: "organisation",
  TEL: "phone",
  EMAIL: "email",
  URL: "url",
  ADR: "address",
  NOTE: "note",
};

const plain = (value: string): string => value.replace(/\\n/gi, "\n").replace(/\\([^])/g, "$1");

/** A value of several: its parts without the empty ones, cut where a semicolon is not escaped. */
const several = (value: string): string =>
  (value.match(/(?:\\[^]|[^;\\])+/g) ?? [])
    .map(plain)
    .filter((part) => part.trim() !== "")
    .join(", ");

export function contact(text: string): Detail[] | null {
  if (!/^BEGIN:VCARD\r?\n/i.test(text)) return null;
  const lines = text.replace(/\r?\n[ \t]/g, "").split(/\r?\n/);
  const found = lines.flatMap((line): Detail[] => {
    const [, name = "", value = ""] = /^(?:[A-Za-z0-9-]+\.)?([A-Za-z-]+)(?:;[^:"]*(?:"[^"]*"[^:"]*)*)?:([^]*)$/.exec(line) ?? [];
    const kind = PARTS[name.toUpperCase()];
    const shown = kind === "address" || kind === "organisation" ? several(value) : plain(value);
    return kind === undefined || shown.trim() === "" ? [] : [{ kind, value: shown }];
  });
  return found.length === 0 ? null : found;
}
