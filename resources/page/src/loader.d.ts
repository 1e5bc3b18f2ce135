declare module "libsodium-sumo/loader" {
  /** Emscripten's own start: takes what is to be done differently. */
  export default function start(options: object): Promise<Record<string, unknown>>;
}
