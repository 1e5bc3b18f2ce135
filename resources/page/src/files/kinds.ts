// What a file is, by the ending under which it would lie on a disk: what a system would take it for, whatever its name looks like.

export type Kind = "picture" | "pdf" | "text" | "table" | "sound" | "film" | "archive" | "program" | "other";

const ENDINGS: Readonly<Record<Exclude<Kind, "other">, readonly string[]>> = {
  picture: ["png", "jpg", "jpeg", "webp", "gif", "avif", "heic", "svg", "tif", "tiff", "bmp"],
  pdf: ["pdf"],
  text: ["txt", "md", "rtf", "doc", "docx", "odt", "pages"],
  table: ["csv", "xls", "xlsx", "ods", "numbers"],
  sound: ["mp3", "m4a", "wav", "ogg", "flac", "opus"],
  film: ["mp4", "mov", "webm", "mkv", "avi"],
  archive: ["zip", "7z", "rar", "tar", "gz", "xz", "zst"],
  program: "exe msi bat cmd com scr ps1 vbs vbe js jse wsf hta lnk jar apk app dmg pkg sh desktop html htm xhtml".split(" "),
};

const SHOWN = ["png", "jpg", "jpeg", "webp", "gif", "avif", "pdf"];

export const ending = (safeName: string): string => /\.([^./]+)$/.exec(safeName)?.[1]?.toLowerCase() ?? "";

export function kindOf(safeName: string): Kind {
  const found = Object.entries(ENDINGS).find(([, endings]) => endings.includes(ending(safeName)));
  return (found?.[0] as Kind | undefined) ?? "other";
}

/** Whether it can be looked at here. */
export const isShown = (safeName: string): boolean => SHOWN.includes(ending(safeName));

const starts = (octets: Uint8Array, at: number, text: string): boolean =>
  [...text].every((letter, n) => octets[at + n] === letter.charCodeAt(0));

/** What the octets are, of the kinds that are looked at here; a name alone opens nothing. */
export function typeOf(octets: Uint8Array): string | null {
  if (starts(octets, 0, "\x89PNG\r\n\x1a\n")) return "image/png";
  if (starts(octets, 0, "\xff\xd8\xff")) return "image/jpeg";
  if (starts(octets, 0, "GIF8")) return "image/gif";
  if (starts(octets, 0, "RIFF") && starts(octets, 8, "WEBP")) return "image/webp";
  if (starts(octets, 4, "ftypavi")) return "image/avif";
  // Programs write a few octets before it at times; readers look for it in the first kibibyte.
  const head = String.fromCharCode(...octets.subarray(0, 1024));
  return head.includes("%PDF-") ? "application/pdf" : null;
}
