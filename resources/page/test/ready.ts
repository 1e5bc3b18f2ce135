// libsodium for the programs in Node: as its package has it, from the same version as the page's.

import sodium from "libsodium-wrappers-sumo";

import { useSodium } from "../src/core/sodium";

export async function ready(): Promise<void> {
  await sodium.ready;
  useSodium(sodium);
}
