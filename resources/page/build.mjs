// Builds dist/ from src/: one document with its style and small script inlined and hashed, two assets with the crypto, and those that
// only some shares need.
// Owns the security headers of the document, because they hang on the hashes. Serving is the relay's.
// The same sources give the same octets in any folder (a test builds twice): no time, no path, no random name goes in.
import { build } from "esbuild";
import { createHash } from "node:crypto";
import { mkdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";

const root = dirname(fileURLToPath(import.meta.url));
const dist = join(root, "dist");
// Built aside and moved in at the end: who reads dist meanwhile sees the old page or the new one, never half of it.
const staging = join(root, "node_modules", `.lacre-dist-${process.pid}`);
const retired = `${staging}-old`;
const TARGET = ["es2020"];

const hash = (algorithm, data, encoding) => createHash(algorithm).update(data).digest(encoding);

// libsodium as its package has it, but for where its WebAssembly is: there inside the script, as base64; here an asset of its own, which
// is a third smaller and compiles while the script is still read. Anything but exactly one such text stops the build.
const WASM = /"(AGFzbQ[A-Za-z0-9+/]+=*)"/g;

async function libsodium() {
  const file = join(root, "node_modules/libsodium-sumo/dist/modules-sumo-esm/libsodium-sumo.mjs");
  const text = await readFile(file, "utf8");
  const found = [...text.matchAll(WASM)];
  if (found.length !== 1) throw new Error("libsodium no longer holds its WebAssembly as one base64 text");
  return { loader: text.replace(WASM, '""'), wasm: Buffer.from(found[0][1], "base64") };
}

const split = (loader) => ({
  name: "libsodium",
  setup(building) {
    building.onResolve({ filter: /^libsodium-sumo$/ }, () => ({ path: join(root, "src/libsodium.ts") }));
    building.onResolve({ filter: /^libsodium-sumo\/loader$/ }, () => ({ path: "loader", namespace: "libsodium" }));
    building.onLoad({ filter: /^loader$/, namespace: "libsodium" }, () => ({ contents: loader, loader: "js" }));
  },
});

async function bundle(entry, { define = {}, plugins = [], target = TARGET, notice = "", globalName } = {}) {
  const result = await build({
    absWorkingDir: root,
    entryPoints: [entry],
    bundle: true,
    minify: true,
    write: false,
    format: "iife",
    ...(globalName === undefined ? {} : { globalName }),
    platform: "browser",
    charset: "utf8",
    target,
    legalComments: "none",
    banner: { js: notice },
    plugins,
    logLevel: "warning",
    // Emscripten asks where it is and does without an answer, but throwing for want of one costs it a second parse of everything.
    define: { "import.meta.url": JSON.stringify("file:///"), ...define },
  });
  return result.outputFiles[0].text;
}

async function style() {
  const result = await build({
    absWorkingDir: root,
    entryPoints: ["src/page.css"],
    bundle: true,
    minify: true,
    write: false,
    target: TARGET,
    logLevel: "warning",
  });
  return result.outputFiles[0].text.trim();
}

function policy(script, css) {
  return [
    "default-src 'none'",
    `script-src 'sha256-${hash("sha256", script, "base64")}' 'self' 'wasm-unsafe-eval'`,
    `style-src 'sha256-${hash("sha256", css, "base64")}'`,
    "img-src data:",
    "connect-src 'self'",
    "worker-src blob:",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
    "require-trusted-types-for 'script'",
    "trusted-types lacre",
  ].join("; ");
}

function headers(script, css) {
  return {
    "Content-Security-Policy": policy(script, css),
    "Cache-Control": "no-store",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy":
      "accelerometer=(), camera=(), clipboard-read=(), clipboard-write=(self), display-capture=(), fullscreen=(), " +
      "geolocation=(), gyroscope=(), magnetometer=(), microphone=(), midi=(), payment=(), usb=()",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
  };
}

// The gzip header names the operating system of the compressor: 255 is "unknown", the same everywhere.
function gzip(data) {
  const packed = gzipSync(data, { level: 9 });
  packed[9] = 255;
  return packed;
}

function brotli(data) {
  const params = {
    [constants.BROTLI_PARAM_QUALITY]: 11,
    [constants.BROTLI_PARAM_LGWIN]: 24,
    [constants.BROTLI_PARAM_SIZE_HINT]: data.length,
  };
  return brotliCompressSync(data, { params });
}

async function put(name, content) {
  const data = Buffer.from(content);
  await writeFile(join(staging, name), data);
  await writeFile(join(staging, `${name}.br`), brotli(data));
  await writeFile(join(staging, `${name}.gz`), gzip(data));
}

// What a person compares to know that the page is ours: every header and octet that reaches the browser is under it.
function digest(documentHeaders, document, assets) {
  const lines = Object.keys(documentHeaders)
    .sort()
    .map((name) => `${name}: ${documentHeaders[name]}`);
  lines.push(`index.html ${hash("sha256", document, "hex")}`);
  for (const asset of assets) lines.push(`${asset.path} ${hash("sha256", asset.content, "hex")}`);
  return hash("sha256", lines.join("\n"), "hex");
}

// The same core as programs for Node: the crossing recipient of the protocol tests, the vector runner, hostile relays and senders, lines
// that break under files. Not served.
async function programs() {
  await build({
    absWorkingDir: root,
    entryPoints: { cross: "test/cross.ts", files: "test/files.ts", giving: "test/giving.ts", hostile: "test/hostile.ts", requests: "test/requests.ts", vectors: "test/vectors.ts", words: "test/words.ts" },
    outdir: join(staging, "node"),
    outExtension: { ".js": ".mjs" },
    bundle: true,
    format: "esm",
    platform: "node",
    target: "node20",
    charset: "utf8",
    // libsodium asks for Node's crypto only where there is no Web Crypto, but the name has to resolve.
    banner: { js: 'import { createRequire } from "node:module"; const require = createRequire(import.meta.url);' },
    logLevel: "warning",
  });
}

// Every place is filled once, or the build stops: an unfilled document would be a page without its script.
function fill(template, parts) {
  let text = template;
  for (const [place, part] of Object.entries(parts)) {
    if (text.split(place).length !== 2) throw new Error(`the document needs exactly one ${place}`);
    text = text.replace(place, () => part);
  }
  return text;
}

function asset(name, ending, type, content) {
  const file = `${name}-${hash("sha256", content, "hex").slice(0, 16)}.${ending}`;
  return { path: `/assets/${file}`, file, type, content };
}

const integrity = ({ content }) => `sha384-${hash("sha384", content, "base64")}`;

async function swap() {
  await rm(retired, { recursive: true, force: true });
  await rename(dist, retired).catch((error) => {
    if (error.code !== "ENOENT") throw error;
  });
  await rename(staging, dist);
  await rm(retired, { recursive: true, force: true });
}

const SCRIPT = "text/javascript; charset=utf-8";
const WASM_TYPE = "application/wasm";

// pdf.js is built for engines of its own choosing: made older it would be slower, and no newer engine would be reached.
const PDF = { target: ["es2022"], notice: "/*! pdf.js, copyright Mozilla Foundation, Apache License 2.0 */" };
const ZIP = { notice: "/*! client-zip, copyright 2020 David Junger, MIT License */" };
const LISTS = { notice: "/*! @scure/bip39, copyright 2022 Patricio Palladino, Paul Miller, MIT License */" };
const QR = { notice: "/*! qr and @noble/hashes, copyright 2022-2023 Paul Miller, MIT License */" };
const PDF_PACKAGE = "node_modules/pdfjs-dist";
// The languages whose words are not in the document.
const LANGUAGES = ["pt-BR", "es", "fr"];
// The lists of the check words (REQUESTS R6).
const SPOKEN = ["portuguese", "english", "spanish", "french"];
const LIST_PACKAGE = "node_modules/@scure/bip39/wordlists";
const DECODERS = ["jbig2.wasm", "openjpeg.wasm"];

// What is not loaded with the page, by the names under which the page asks for it.
async function lateAssets() {
  const words = (lang, of = "Words") => ({ globalName: `lacre${of}_${lang.replace("-", "_")}` });
  const each = async (names, make) => Object.fromEntries(await Promise.all(names.map(async (name) => [name, await make(name)])));
  const script = async (name, entry, options) => asset(name, "js", SCRIPT, await bundle(entry, options));
  const decoder = async (file) => asset(file.split(".")[0], "wasm", WASM_TYPE, await readFile(join(root, PDF_PACKAGE, "wasm", file)));
  return {
    files: await script("files", "src/files/index.ts", ZIP),
    codes: await script("codes", "src/codes/index.ts", QR),
    pdf: await script("pdf", "src/pdf/index.ts", PDF),
    reader: await script("pdf-reader", `${PDF_PACKAGE}/legacy/build/pdf.worker.mjs`, PDF),
    request: await script("request", "src/request/index.ts"),
    words: await each(LANGUAGES, (lang) => script(`words-${lang}`, `src/words/${lang}.ts`, words(lang))),
    asked: await each(LANGUAGES, (lang) => script(`asked-${lang}`, `src/words/asked-${lang}.ts`, words(lang, "Asked"))),
    lists: await each(SPOKEN, (list) => script(`check-${list}`, `${LIST_PACKAGE}/${list}.js`, { ...LISTS, globalName: `lacreList_${list}` })),
    decoders: await each(DECODERS, decoder),
  };
}

const named = (one) => ({ path: one.path, integrity: integrity(one) });

async function main() {
  const { loader, wasm } = await libsodium();
  const engine = asset("engine", "js", SCRIPT, await bundle("src/engine.ts", { plugins: [split(loader)] }));
  const library = asset("libsodium", "wasm", WASM_TYPE, wasm);
  const { decoders, words, asked, lists, ...late } = await lateAssets();
  const assets = [engine, library, late, words, asked, lists, decoders].flatMap((some) => ("path" in some ? [some] : Object.values(some)));
  const names = (some) => Object.fromEntries(Object.entries(some).map(([name, one]) => [name, named(one)]));
  const define = {
    ENGINE: JSON.stringify(named(engine)),
    LIBRARY: JSON.stringify(named(library)),
    LATE: JSON.stringify({ ...names(late), words: names(words), asked: names(asked), lists: names(lists), decoders: names(decoders) }),
  };
  const script = await bundle("src/main.ts", { define });
  if (script.includes("</script")) throw new Error("the inlined script would end its own element");
  const css = await style();
  const template = await readFile(join(root, "src/index.html"), "utf8");
  const seal = (await readFile(join(root, "..", "icons", "seal.svg"), "utf8")).trim();
  const document = fill(template, {
    "/*STYLE*/": css,
    "/*SCRIPT*/": script,
    "/*ICON*/": encodeURIComponent(seal),
    "<!--SEAL-->": seal.replace("<svg ", '<svg role="img" aria-label="Lacre" '),
  });
  const documentHeaders = headers(script, css);
  const page = {
    headers: documentHeaders,
    document: "index.html",
    files: assets.map(({ path, file, type }) => ({ path, file, type })),
    digest: digest(documentHeaders, document, assets),
  };
  await rm(staging, { recursive: true, force: true });
  await mkdir(staging, { recursive: true });
  await put("index.html", document);
  for (const { file, content } of assets) await put(file, content);
  await writeFile(join(staging, "page.json"), `${JSON.stringify(page, null, 2)}\n`);
  await programs();
  await swap();
}

await main();
