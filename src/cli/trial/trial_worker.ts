/* The Web Worker that tries templates: whatever one of them does, printing goes on. */
import type { Trial, TrialWish } from "../../domain/template_trial.ts";
import { type TrialShop, tryTemplate } from "./try_template.ts";

/** An order to the worker. */
export interface TrialOrder {
  readonly wish: TrialWish;
  readonly shop: TrialShop;
}

/** What a worker has of its global scope; Deno's own types for it cannot be checked together with the main thread's. */
interface WorkerScope {
  onmessage: ((event: MessageEvent<TrialOrder>) => void) | null;
  postMessage(message: "ready" | Trial): void;
}

const scope = globalThis as unknown as WorkerScope;
scope.onmessage = async ({ data: { wish, shop } }) => scope.postMessage(await tryTemplate(wish, shop));
scope.postMessage("ready");
