import type { Backend, JobStore, OwedResponse } from "../domain/ports.ts";
import type { Notify } from "./events.ts";

/** How long a server may take to confirm a response. */
const CONFIRM_MS = 5_000;
/** Unconfirmed tries on a live connection after which a response counts as delivered: servers without a handler. */
const TRIES = 3;
/** Responses under way at once. */
const IN_FLIGHT = 200;

/** Sends owed responses until the backend confirms them; what is owed is in the store, so a restart forgets nothing. */
export class Reporter {
  readonly #store: JobStore;
  readonly #backend: Backend;
  readonly #notify: Notify;
  readonly #inFlight = new Map<string, Promise<void>>();
  #isStopped = false;

  constructor(store: JobStore, backend: Backend, notify: Notify) {
    this.#store = store;
    this.#backend = backend;
    this.#notify = notify;
  }

  /** Sends what is owed and not under way. Call when a response was stored, and at each connect. */
  wake(): void {
    if (this.#isStopped || !this.#backend.isConnected) return;
    // Those under way are owed too and stand first: ask for enough to see beyond them.
    const owed = this.#store.owedResponses(this.#inFlight.size + IN_FLIGHT);
    for (const response of owed) {
      if (this.#inFlight.size >= IN_FLIGHT) return;
      if (this.#inFlight.has(response.jobId)) continue;
      const sending = this.#send(response).finally(() => this.#inFlight.delete(response.jobId)).then(() => this.wake());
      this.#inFlight.set(response.jobId, sending);
    }
  }

  /** Waits for what is under way, at most `withinMs` by the caller's own clock, then sends nothing more. */
  async flush(timeout: Promise<void>): Promise<void> {
    this.wake();
    while (this.#inFlight.size > 0) {
      const done = await Promise.race([timeout.then(() => "late"), Promise.all(this.#inFlight.values())]);
      if (done === "late") break;
    }
    this.#isStopped = true;
  }

  async #send(owed: OwedResponse): Promise<void> {
    const delivery = await this.#backend.emit("print_response", owed.response, CONFIRM_MS);
    if (delivery === "confirmed") this.#store.responseConfirmed(owed.jobId);
    if (delivery !== "unconfirmed") return;
    this.#store.responseUnconfirmed(owed.jobId);
    const tries = owed.unconfirmedTries + 1;
    if (tries < TRIES) return;
    this.#store.responseConfirmed(owed.jobId);
    this.#notify({ event: "response_unconfirmed", job: owed.jobId, tries });
  }
}
