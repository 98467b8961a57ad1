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
  /** Confirmed, and written down together in a moment: where that is lost, they are sent once more. */
  #confirmed: string[] = [];
  #writing: Promise<void> | null = null;
  /** Whether more may be owed than could be sent at once. */
  #isMore = false;
  #isStopped = false;

  constructor(store: JobStore, backend: Backend, notify: Notify) {
    this.#store = store;
    this.#backend = backend;
    this.#notify = notify;
  }

  /** Sends what is owed and not under way. Call when a response was stored, and at each connect. */
  wake(): void {
    if (this.#isStopped || !this.#backend.isConnected) return;
    // Those under way are owed too and may stand first: ask for enough to see beyond them.
    for (const response of this.#owed(this.#inFlight.size + IN_FLIGHT)) {
      if (this.#inFlight.size >= IN_FLIGHT) break;
      this.#inFlight.set(response.jobId, this.#deliver(response));
    }
    this.#isMore = this.#inFlight.size >= IN_FLIGHT;
  }

  /** Sends what is left until it is confirmed or `timeout` resolves, then nothing more. */
  async flush(timeout: Promise<void>): Promise<void> {
    this.wake();
    while (this.#inFlight.size > 0) {
      const done = await Promise.race([timeout.then(() => "late"), Promise.all(this.#inFlight.values())]);
      if (done === "late") break;
    }
    this.#isStopped = true;
  }

  #owed(limit: number): readonly OwedResponse[] {
    try {
      return this.#store.owedResponses(limit, (jobId) => this.#inFlight.has(jobId));
    } catch (error) {
      this.#notify({ event: "fault", where: "responses", problem: String(error) });
      return [];
    }
  }

  async #deliver(owed: OwedResponse): Promise<void> {
    const isOwedStill = await this.#send(owed).catch((error) => {
      this.#notify({ event: "fault", where: "responses", problem: String(error) });
      return false;
    });
    this.#inFlight.delete(owed.jobId);
    if (isOwedStill || (this.#isMore && this.#inFlight.size <= IN_FLIGHT / 2)) this.wake();
  }

  /** Whether the response is to be sent again over the same connection. */
  async #send(owed: OwedResponse): Promise<boolean> {
    const delivery = await this.#backend.emit("print_response", owed.response, CONFIRM_MS);
    if (delivery === "confirmed") await this.#writeConfirmed(owed.jobId);
    // The connection ended under it; where the next one is up already, nobody else will call.
    if (delivery !== "unconfirmed") return delivery === "offline" && this.#backend.isConnected;
    this.#store.responseUnconfirmed(owed.jobId);
    const tries = owed.unconfirmedTries + 1;
    if (tries < TRIES) return true;
    this.#store.responseConfirmed(owed.jobId);
    this.#notify({ event: "response_unconfirmed", job: owed.jobId, tries });
    return false;
  }

  /** One transaction for all confirmations that arrive in the same turn of the event loop. */
  #writeConfirmed(jobId: string): Promise<void> {
    this.#confirmed.push(jobId);
    return this.#writing ??= new Promise((resolve, reject) =>
      setTimeout(() => {
        const ids = this.#confirmed;
        [this.#confirmed, this.#writing] = [[], null];
        try {
          this.#store.together(() => ids.forEach((id) => this.#store.responseConfirmed(id)));
          resolve();
        } catch (error) {
          reject(error);
        }
      })
    );
  }
}
