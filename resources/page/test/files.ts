// Files, codes and what is typed before the passcode: the page's own code against lines that break, chunks that lie and texts that are
// not what they say. Each case by its name on the command line; the exit tells. Not served.

import { deepStrictEqual, ok, strictEqual } from "node:assert";

import { contact, wifi } from "../src/codes/cards";
import { codeAt, parseTotp, secondsLeft } from "../src/codes/totp";
import { mailCode, normAddress } from "../src/core/address";
import { FILE_CHUNK, FILE_SEAL, sealedFiles } from "../src/core/body";
import { Refusal } from "../src/core/errors";
import { SEALED_PART, filesPlain, openParts } from "../src/core/files";
import { safeName, safeNames } from "../src/core/names";
import { concat, u32, utf8 } from "../src/core/octets";
import { sodium } from "../src/core/sodium";
import { trimName } from "../src/core/terms";
import { Cancelled, plainText } from "../src/core/transfer";
import type { Line } from "../src/core/transfer";
import { kindOf, typeOf } from "../src/files/kinds";
import { zipLength, zipped } from "../src/files/zip";
import { ready } from "./ready";

type Octets = Uint8Array<ArrayBuffer>;

const KEY = new Uint8Array(32).fill(7);

/** Octets that tell where they are: no two chunks of them are the same. */
function content(length: number): Octets {
  const octets = new Uint8Array(length);
  for (let at = 0; at < length; at++) octets[at] = (at * 31 + (at >> 8) * 7 + (at >> 16)) & 255;
  return octets;
}

function seal(plain: Uint8Array): Octets {
  const count = Math.ceil(plain.length / FILE_CHUNK);
  const chunks = Array.from({ length: count }, (_, n) => {
    const ad = concat(utf8("lacre/1/file"), new Uint8Array(1), u32(n), new Uint8Array([n === count - 1 ? 1 : 0]));
    const nonce = sodium.randombytes_buf(24);
    const part = plain.subarray(n * FILE_CHUNK, (n + 1) * FILE_CHUNK);
    return concat(nonce, sodium.crypto_aead_xchacha20poly1305_ietf_encrypt(part, ad, null, nonce, KEY));
  });
  return concat(...chunks);
}

function sealed(octets: Uint8Array, behind = 0): Octets {
  const plain = new Uint8Array(filesPlain(octets.length)).fill(behind);
  plain.set(octets);
  return seal(plain);
}

interface Trouble {
  /** How many octets an answer brings before the line breaks; those after the last are whole. */
  readonly cuts?: readonly number[];
  readonly refuse?: readonly Refusal[];
}

interface Watched {
  readonly line: Line;
  readonly asked: { offset: number; length: number }[];
  readonly waits: number[];
  most: number;
}

function lineOver(files: Octets, trouble: Trouble = {}): Watched {
  const cuts = [...(trouble.cuts ?? [])];
  const refusals = [...(trouble.refuse ?? [])];
  const count = Math.ceil(files.length / SEALED_PART);
  let under = 0;
  const watched: Watched = {
    asked: [],
    waits: [],
    most: 0,
    line: {
      fetch: async (offset, length, take, signal) => {
        watched.asked.push({ offset, length });
        watched.most = Math.max(watched.most, ++under);
        await new Promise((resolve) => setImmediate(resolve));
        under--;
        if (signal.aborted) throw new Refusal("unreachable");
        const refusal = refusals.shift();
        if (refusal !== undefined) throw refusal;
        const cut = cuts.shift() ?? length;
        take(files.slice(offset, offset + Math.min(cut, length)));
        if (cut < length) throw new Refusal("unreachable");
      },
      open: async (piece, first) => openParts(KEY, piece, first, count),
      flowing: () => undefined,
      wait: async (ms) => void watched.waits.push(ms),
      tell: () => undefined,
    },
  };
  return watched;
}

async function gather(text: AsyncGenerator<Octets>): Promise<Octets> {
  const pieces: Octets[] = [];
  for await (const piece of text) pieces.push(piece);
  return concat(...pieces);
}

const forever = (): AbortSignal => new AbortController().signal;

const codeOf = (work: Promise<unknown>): Promise<string> =>
  work.then(
    () => "fulfilled",
    (error: unknown) => (error instanceof Refusal ? error.code : (error as Error).constructor.name),
  );

const equal = (left: Uint8Array, right: Uint8Array, what = ""): void => ok(Buffer.compare(left, right) === 0, what);

function lengths(): void {
  for (const [octets, length] of [[1, 4136], [4096, 4136], [262_144, 262_184], [262_145, 270_416], [2_147_483_648, 2_147_811_328]] as const) {
    strictEqual(sealedFiles(octets), length, String(octets));
  }
}

async function anySpan(): Promise<void> {
  const text = content(5 * 16 * FILE_CHUNK + 12_345);
  const files = sealed(text);
  const step = 16 * FILE_CHUNK;
  for (const [from, to] of [[0, text.length], [0, 1], [step - 1, step + 1], [FILE_CHUNK, 2 * FILE_CHUNK], [text.length - 1, text.length], [7, 7], [3 * step + 5, 4 * step]] as const) {
    const { line, most } = lineOver(files);
    equal(await gather(plainText(line, text.length, { from, to }, forever())), text.subarray(from, to), `${from} ${to}`);
    ok(most <= 3);
  }
}

async function brokenLine(): Promise<void> {
  const text = content(20 * FILE_CHUNK + 5);
  const files = sealed(text);
  const cuts = [0, 1, SEALED_PART - 1, SEALED_PART, SEALED_PART + 1, 24, 40, 0, 0, 5 * SEALED_PART, 1, 2, 3];
  const watched = lineOver(files, { cuts, refuse: [new Refusal("busy", { retryS: 900 })] });
  equal(await gather(plainText(watched.line, text.length, { from: 0, to: text.length }, forever())), text);
  const once = watched.asked.reduce((sum, { length }) => sum + length, 0);
  ok(once >= files.length && watched.asked.every(({ offset, length }) => offset + length <= files.length && length <= 16 * SEALED_PART));
  ok(watched.waits.includes(60_000));
  deepStrictEqual(watched.waits.filter((ms) => ms > 60_000), []);
}

async function lyingChunks(): Promise<void> {
  const text = content(3 * FILE_CHUNK);
  const files = sealed(text);
  const spoilt = (change: (octets: Octets) => Octets): Promise<string> =>
    codeOf(gather(plainText(lineOver(change(files.slice())).line, text.length, { from: 0, to: text.length }, forever())));
  const flipped = (octets: Octets): Octets => Object.assign(octets, { [SEALED_PART * 2 + 99]: (octets[SEALED_PART * 2 + 99] ?? 0) ^ 1 });
  const swapped = (octets: Octets): Octets => {
    const [first, second] = [octets.slice(0, SEALED_PART), octets.slice(SEALED_PART, 2 * SEALED_PART)];
    octets.set(second);
    octets.set(first, SEALED_PART);
    return octets;
  };
  strictEqual(await spoilt((octets) => octets), "fulfilled");
  strictEqual(await spoilt(flipped), "content");
  strictEqual(await spoilt(swapped), "content");
  // Padding that is not zero is another text than the one that was promised.
  const loud = lineOver(sealed(content(FILE_CHUNK + 1), 1)).line;
  strictEqual(await codeOf(gather(plainText(loud, FILE_CHUNK + 1, { from: 0, to: FILE_CHUNK + 1 }, forever()))), "content");
}

async function endedLine(): Promise<void> {
  const text = content(40 * FILE_CHUNK);
  for (const code of ["unknown", "revoked", "content"] as const) {
    const { line } = lineOver(sealed(text), { refuse: [new Refusal(code)] });
    strictEqual(await codeOf(gather(plainText(line, text.length, { from: 0, to: text.length }, forever()))), code);
  }
}

async function stopped(): Promise<void> {
  const text = content(100 * FILE_CHUNK);
  const abort = new AbortController();
  const watched = lineOver(sealed(text));
  const half = async (): Promise<void> => {
    for await (const piece of plainText(watched.line, text.length, { from: 0, to: text.length }, abort.signal)) {
      ok(piece.length > 0);
      abort.abort();
    }
  };
  strictEqual(await codeOf(half()), Cancelled.name);
  ok(watched.asked.length < 7, String(watched.asked.length));
}

/** What a zip of stored files holds, by its own directory at the end. */
function unzipped(zip: Buffer): Map<string, Buffer> {
  const found = new Map<string, Buffer>();
  for (let at = zip.indexOf("PK\x01\x02", 0, "latin1"); zip.readUInt32LE(at) === 0x02014b50; ) {
    const [size, name, extra, comment, local] = [zip.readUInt32LE(at + 24), zip.readUInt16LE(at + 28), zip.readUInt16LE(at + 30), zip.readUInt16LE(at + 32), zip.readUInt32LE(at + 42)];
    strictEqual(zip.readUInt16LE(at + 10), 0);
    const from = local + 30 + zip.readUInt16LE(local + 26) + zip.readUInt16LE(local + 28);
    found.set(zip.toString("utf8", at + 46, at + 46 + name), zip.subarray(from, from + size));
    at += 46 + name + extra + comment;
  }
  return found;
}

async function wholeZip(): Promise<void> {
  const sizes = [0, 5, FILE_CHUNK, 17 * FILE_CHUNK + 3, 1];
  const raw = ["vazio", "../../etc/passwd", "contratos/maio.pdf", "Contratos/Maio.pdf", "nome\u202efdp.exe"];
  const names = safeNames(raw);
  const text = content(sizes.reduce((sum, size) => sum + size, 0));
  const files = sizes.map((size, n) => ({ name: raw[n] ?? "", type: "", size }));
  const entries = sizes.map((size, n) => ({ name: names[n] ?? "", size }));
  const parts: Octets[] = [];
  const { line } = lineOver(sealed(text), { cuts: [3, 0, 99_999] });
  const whole = plainText(line, text.length, { from: 0, to: text.length }, forever());
  await zipped(entries, whole, 1_800_000_000, async (piece) => void parts.push(piece.slice()));
  const zip = Buffer.concat(parts);
  strictEqual(zip.length, zipLength(files, names, 1_800_000_000));
  const inside = unzipped(zip);
  deepStrictEqual([...inside.keys()], ["vazio", "etc/passwd", "contratos/maio.pdf", "Contratos/Maio (2).pdf", "nomefdp.exe"]);
  let at = 0;
  sizes.forEach((size, n) => equal(inside.get(names[n] ?? "") as Buffer, text.subarray(at, (at += size)), names[n]));
}

async function cutZip(): Promise<void> {
  const text = content(40 * FILE_CHUNK);
  const { line } = lineOver(sealed(text), { refuse: [new Refusal("revoked")] });
  const whole = plainText(line, text.length, { from: 0, to: text.length }, forever());
  strictEqual(await codeOf(zipped([{ name: "a", size: text.length }], whole, 0, async () => undefined)), "revoked");
}

function names(): void {
  const cases: readonly (readonly [string, string])[] = [
    ["a.txt", "a.txt"],
    ["C:\\fakepath\\..\\b.txt", "C_/fakepath/b.txt"],
    ["../../../.ssh/config", "_ssh/config"],
    ["con", "_con"],
    ["COM¹.tar.gz", "_COM¹.tar.gz"],
    ["NUL .txt", "_NUL .txt"],
    ["a<b>:\"c|?*.txt", "a_b___c___.txt"],
    ["relat\u202egpj.exe", "relatgpj.exe"],
    [" .. /x. . ", "x"],
    ["cafe\u0301", "caf\u00e9"],
    ["", "file"],
    ["///", "file"],
    ["a\u0000b\u009fc", "abc"],
    [`${"x".repeat(300)}.pdf`, `${"x".repeat(176)}.pdf`],
    [`${"é".repeat(300)}.pdf`, `${"é".repeat(88)}.pdf`],
    [`${"😀".repeat(1000)}`, "😀".repeat(45)],
    ["<img src=x onerror=alert(1)>", "_img src=x onerror=alert(1)_"],
    [Array.from({ length: 20 }, (_, n) => `d${n}`).join("/"), Array.from({ length: 16 }, (_, n) => `d${n + 4}`).join("/")],
  ];
  for (const [name, safe] of cases) strictEqual(safeName(name), safe, name);
  ok(safeName("x".repeat(4096)).length <= 180);
  deepStrictEqual(safeNames(["a", "A", "a/b", "a", "Straße.txt", "STRASSE.TXT", "x/y", "x"]), ["a", "A (2)", "b", "a (3)", "Straße.txt", "STRASSE (2).TXT", "x/y", "x (2)"]);
}

function kinds(): void {
  strictEqual(kindOf(safeName("fatura\u202efdp.exe")), "program");
  strictEqual(kindOf("a/b.PDF"), "pdf");
  strictEqual(kindOf("sem ending"), "other");
  strictEqual(typeOf(utf8("<html>")), null);
  strictEqual(typeOf(concat(new Uint8Array([0x89]), utf8("PNG\r\n\x1a\n"))), "image/png");
  strictEqual(typeOf(utf8("\n%PDF-1.7")), "application/pdf");
  strictEqual(typeOf(utf8("")), null);
}

// RFC 6238, appendix B.
const SEEDS = { SHA1: 20, SHA256: 32, SHA512: 64 } as const;
const CODES: readonly (readonly [number, keyof typeof SEEDS, string])[] = [
  [59, "SHA1", "94287082"],
  [59, "SHA256", "46119246"],
  [59, "SHA512", "90693936"],
  [1111111109, "SHA1", "07081804"],
  [20000000000, "SHA1", "65353130"],
  [20000000000, "SHA256", "77737706"],
  [20000000000, "SHA512", "47863826"],
];
const BASE32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

function base32(octets: Uint8Array): string {
  const bits = [...octets].map((octet) => octet.toString(2).padStart(8, "0")).join("");
  return (bits.match(/.{1,5}/g) ?? []).map((five) => BASE32[parseInt(five.padEnd(5, "0"), 2)]).join("");
}

function oneTimeCodes(): void {
  for (const [at, algorithm, code] of CODES) {
    const secret = base32(utf8("1234567890".repeat(7).slice(0, SEEDS[algorithm])));
    const maker = parseTotp(`otpauth://totp/Lacre:ana?secret=${secret}&algorithm=${algorithm}&digits=8&issuer=Lacre`);
    if (maker === null) throw new Error("not read");
    strictEqual(codeAt(maker, at), code);
    strictEqual(secondsLeft(maker, at), 30 - (at % 30));
  }
  for (const uri of ["", "GEZDGNBV", "otpauth://hotp/a?secret=GEZDGNBV", "otpauth://totp/a?secret=", "otpauth://totp/a?secret=GEZDGNB1", "otpauth://totp/a?secret=GEZDGNBV&digits=5", "otpauth://totp/a?secret=GEZDGNBV&period=0", "otpauth://totp/a?secret=GEZDGNBV&algorithm=MD5", "otpauth://totp/a?secret=GEZDGNBV&Secret=GEZDGNBV", "otpauth://totp/a"]) {
    strictEqual(parseTotp(uri), null, uri);
  }
}

function cards(): void {
  deepStrictEqual(wifi("WIFI:T:WPA;S:Padaria \\;Açor\\\\;P:p\\:a\\,s\\\"s;H:true;;"), [
    { kind: "network", value: "Padaria ;Açor\\" },
    { kind: "password", value: 'p:a,s"s' },
    { kind: "security", value: "WPA" },
  ]);
  deepStrictEqual(wifi("WIFI:S:Aberta;T:nopass;;"), [{ kind: "network", value: "Aberta" }]);
  strictEqual(wifi("https://example.pt"), null);
  strictEqual(wifi("WIFI:;;"), null);
  const card = "BEGIN:VCARD\r\nVERSION:3.0\r\nN:Sousa;Marta;;;\r\nFN:Marta Sousa\r\nORG:Padaria Açor;Loja\r\nTEL;TYPE=WORK,VOICE:+351 21 000\r\n  0000\r\nEMAIL:marta@example.pt\r\nADR;TYPE=WORK:;;Rua A\\, 1;Lisboa;;1000-001;Portugal\r\nNOTE:uma\\nduas\r\nEND:VCARD\r\n";
  deepStrictEqual(contact(card), [
    { kind: "name", value: "Marta Sousa" },
    { kind: "organisation", value: "Padaria Açor, Loja" },
    { kind: "phone", value: "+351 21 000 0000" },
    { kind: "email", value: "marta@example.pt" },
    { kind: "address", value: "Rua A, 1, Lisboa, 1000-001, Portugal" },
    { kind: "note", value: "uma\nduas" },
  ]);
  strictEqual(contact("FN:x"), null);
}

function typed(): void {
  strictEqual(normAddress(" Ana.Silva+x@Clinica.PT\u200b\n"), "ana.silva+x@clinica.pt");
  for (const wrong of ["", "@", "ana@", "@clinica.pt", "ana@clinica", "ana@clinica.pt.", "ana@b@clinica.pt", "aná@clinica.pt", "ana@[127.0.0.1]", `${"a".repeat(65)}@b.pt`, "\u212aelvin@a.pt", `a@${"b".repeat(64)}.pt`]) {
    strictEqual(normAddress(wrong), null, wrong);
  }
  strictEqual(mailCode(" 1234 5678\n"), "12345678");
  strictEqual(mailCode("1234-5678"), "12345678");
  for (const wrong of ["", "1234567", "123456789", "1234567a", "١٢٣٤٥٦٧٨"]) strictEqual(mailCode(wrong), null, wrong);
  strictEqual(trimName("\u200b  Ana  Sousa \u00a0"), "Ana  Sousa");
  strictEqual(trimName(" \u2066"), "");
}

const CASES: Readonly<Record<string, () => void | Promise<void>>> = {
  lengths,
  "any-span": anySpan,
  "broken-line": brokenLine,
  "lying-chunks": lyingChunks,
  "ended-line": endedLine,
  stopped,
  "whole-zip": wholeZip,
  "cut-zip": cutZip,
  names,
  kinds,
  "one-time-codes": oneTimeCodes,
  cards,
  typed,
};

strictEqual(SEALED_PART, FILE_CHUNK + FILE_SEAL);
await ready();
for (const name of process.argv.slice(2)) {
  const found = CASES[name];
  if (found === undefined) throw new Error(`no case ${name}`);
  await found();
  process.stdout.write(`${name} holds\n`);
}
