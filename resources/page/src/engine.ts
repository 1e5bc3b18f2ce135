// The asset with the crypto. In the page it offers the recipient's machine; started as a worker it only derives passcode keys.

import { Opening } from "./core/claim";
import { HttpCourier } from "./core/courier";
import { Refusal } from "./core/errors";
import { passcodeKey } from "./core/keys";
import { parseLink } from "./core/link";
import { normalise, readPasscode } from "./core/passcode";
import { ready } from "./core/sodium";

export interface Engine {
  readonly ready: Promise<void>;
  readonly parseLink: typeof parseLink;
  readonly normalise: typeof normalise;
  readonly readPasscode: typeof readPasscode;
  readonly passcodeKey: typeof passcodeKey;
  readonly Opening: typeof Opening;
  readonly HttpCourier: typeof HttpCourier;
  readonly Refusal: typeof Refusal;
}

export interface DeriveRequest {
  readonly password: Uint8Array;
  readonly salt: Uint8Array;
}

/** What the worker says: that it runs, a key, or that it could not. */
export type DeriveAnswer = { readonly ready: true } | { readonly key: Uint8Array } | { readonly failed: string };

interface WorkerScope {
  postMessage(answer: DeriveAnswer): void;
  onmessage: ((event: { readonly data: DeriveRequest }) => void) | null;
}

function serve(scope: WorkerScope): void {
  scope.onmessage = ({ data }) => {
    try {
      scope.postMessage({ key: passcodeKey(data.password, data.salt) });
    } catch (error) {
      scope.postMessage({ failed: String(error) });
    }
  };
  ready().then(
    () => scope.postMessage({ ready: true }),
    (error: unknown) => scope.postMessage({ failed: String(error) }),
  );
}

if (typeof document === "undefined") {
  serve(globalThis as unknown as WorkerScope);
} else {
  const engine: Engine = { ready: ready(), parseLink, normalise, readPasscode, passcodeKey, Opening, HttpCourier, Refusal };
  (globalThis as { lacreEngine?: Engine }).lacreEngine = engine;
}
