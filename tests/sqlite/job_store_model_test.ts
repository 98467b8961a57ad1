import assert from "node:assert/strict";
import fc from "fast-check";
import type { Outcome } from "../../src/domain/outcome.ts";
import { SqliteJobStore } from "../../src/sqlite/job_store.ts";
import { DONE, job, response, withFile } from "./samples.ts";

const LANES = ["K", "B"] as const;
type Lane = typeof LANES[number];

const STEP = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({
      do: fc.constant("enqueue" as const),
      id: fc.constantFrom("a", "b", "c", "d", "e", "f"),
      lane: fc.constantFrom(...LANES),
      priority: fc.constantFrom(0, 0, 0, 5),
    }),
  },
  { weight: 5, arbitrary: fc.record({ do: fc.constant("claim" as const), lane: fc.constantFrom(...LANES) }) },
  {
    weight: 5,
    arbitrary: fc.record({
      do: fc.constant("settle" as const),
      lane: fc.constantFrom(...LANES),
      how: fc.constantFrom("done", "failed", "expired", "uncertain", "retry", "repeat", "divert"),
      waitMs: fc.constantFrom(0, 3, 30),
    }),
  },
  { weight: 2, arbitrary: fc.record({ do: fc.constant("confirm" as const) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant("record" as const), id: fc.constantFrom("a", "b", "x") }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant("again" as const), id: fc.constantFrom("a", "b", "c") }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant("prune" as const), limit: fc.constantFrom(1, 2, 99) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant("crash" as const) }) },
);
type Step = typeof STEP extends fc.Arbitrary<infer T> ? T : never;

/** A job as the model knows it. */
interface Known {
  readonly id: string;
  readonly priority: number;
  lane: Lane | null;
  state: "waiting" | "printing" | "ended";
  attempts: number;
  doubts: number;
  repeatOfMs: number | null;
  divertedFrom: string | null;
  notBeforeMs: number;
  settledAtMs: number;
  isOwed: boolean;
}

/** Does each step to the store and to the model, and compares what the store says. */
class Pair {
  store: SqliteJobStore;
  readonly #path: string;
  /** In order of arrival. */
  #jobs: Known[] = [];
  #nowMs = 0;

  constructor(path: string) {
    this.#path = path;
    this.store = new SqliteJobStore(path);
  }

  take(step: Step): void {
    this.#nowMs += 1;
    switch (step.do) {
      case "enqueue":
        return this.#enqueue(step.id, step.lane, step.priority);
      case "claim":
        return this.#claim(step.lane);
      case "settle":
        return this.#settle(step.lane, step.how, step.waitMs);
      case "confirm":
        return this.#confirm();
      case "record":
        return this.#record(step.id);
      case "again":
        return this.#again(step.id);
      case "prune":
        return this.#prune(step.limit);
      case "crash":
        return this.#crash();
    }
  }

  /** What must hold after every step. */
  compare(): void {
    for (const lane of LANES) {
      const expected = this.#waiting(lane);
      assert.deepEqual(this.store.waiting(lane, 99).map(({ id }) => id), expected.map(({ id }) => id));
      assert.equal(this.store.nextAtMs(lane), expected[0]?.notBeforeMs ?? null);
    }
    assert.deepEqual(
      new Set(this.store.waitingLanes()),
      new Set(LANES.filter((lane) => this.#waiting(lane).length > 0)),
    );
    const owed = this.#jobs.filter(({ isOwed }) => isOwed).map(({ id }) => id);
    assert.deepEqual(new Set(this.store.owedResponses(99).map(({ jobId }) => jobId)), new Set(owed));
  }

  #enqueue(id: string, lane: Lane, priority: number): void {
    const known = this.#known(id);
    assert.equal(this.store.enqueue(job(id, { priority }), lane), known === undefined ? "accepted" : "duplicate");
    if (known === undefined) this.#jobs.push({ ...NEW, id, lane, priority });
  }

  #claim(lane: Lane): void {
    // A lane prints one at a time.
    if (this.#printing(lane) !== undefined) return;
    const claimed = this.store.claim(lane, this.#nowMs);
    const head = this.#waiting(lane)[0];
    if (head === undefined || head.notBeforeMs > this.#nowMs) return assert.equal(claimed, null);
    head.state = "printing";
    head.attempts += 1;
    const { id, attempts, doubts, repeatOfMs, divertedFrom } = head;
    assert.deepEqual(
      [claimed?.job.id, claimed?.attempts, claimed?.doubts, claimed?.repeatOfMs, claimed?.diverted?.from ?? null],
      [id, attempts, doubts, repeatOfMs, divertedFrom],
    );
  }

  #settle(
    lane: Lane,
    how: "done" | "failed" | "expired" | "uncertain" | "retry" | "repeat" | "divert",
    waitMs: number,
  ) {
    const known = this.#printing(lane);
    if (known === undefined) return;
    const { id } = known;
    const nowMs = this.#nowMs;
    if (how === "divert") {
      const other = lane === "K" ? "B" : "K";
      this.store.divert(id, other, "offline");
      Object.assign(known, { state: "waiting", lane: other, divertedFrom: lane, notBeforeMs: 0 });
    } else if (how === "retry" || how === "repeat") {
      const notBeforeMs = nowMs + waitMs;
      const repeat = how === "repeat" ? { repeatOfMs: nowMs } : {};
      this.store.settle(id, { kind: "retry", code: "x", message: "", notBeforeMs, ...repeat }, null, nowMs);
      Object.assign(known, { state: "waiting", notBeforeMs });
      if (how === "repeat") Object.assign(known, { doubts: known.doubts + 1, repeatOfMs: known.repeatOfMs ?? nowMs });
    } else {
      const outcome: Outcome = how === "done" ? DONE : { kind: how, code: "x", message: "" };
      this.store.settle(id, outcome, response(id), nowMs, new Uint8Array(10));
      Object.assign(known, { state: "ended", settledAtMs: nowMs, isOwed: true });
    }
  }

  #confirm(): void {
    const [first] = this.store.owedResponses(1);
    if (first === undefined) return;
    this.store.responseConfirmed(first.jobId);
    const known = this.#known(first.jobId);
    if (known !== undefined) known.isOwed = false;
  }

  #record(id: string): void {
    const known = this.#known(id);
    this.store.record(response(id), this.#nowMs);
    if (known === undefined) {
      this.#jobs.push({ ...NEW, id, priority: 0, state: "ended", settledAtMs: this.#nowMs, isOwed: true });
    } else if (known.state === "ended") known.isOwed = true;
  }

  #again(id: string): void {
    const known = this.#known(id);
    assert.equal(this.store.oweAgain(id), known?.state === "ended");
    if (known?.state === "ended") known.isOwed = true;
  }

  #prune(limit: number): void {
    const beforeMs = this.#nowMs - 5;
    const old = this.#jobs.filter((known) => known.state === "ended" && known.settledAtMs < beforeMs && !known.isOwed)
      .sort((a, b) => a.settledAtMs - b.settledAtMs).slice(0, limit);
    assert.equal(this.store.prune(beforeMs, limit), old.length);
    this.#jobs = this.#jobs.filter((known) => !old.includes(known));
  }

  #crash(): void {
    // The old connection is left as a killed process leaves it: its locks gone, nothing flushed.
    const crashed = this.store;
    this.store = new SqliteJobStore(this.#path);
    crashed.close();
    const printing = this.#jobs.filter(({ state }) => state === "printing");
    assert.deepEqual(
      this.store.interrupted().map(({ job, lane, attempts, doubts }) => [job.id, lane, attempts, doubts]),
      printing.map(({ id, lane, attempts, doubts }) => [id, lane, attempts, doubts]),
    );
  }

  #known(id: string): Known | undefined {
    return this.#jobs.find((known) => known.id === id);
  }

  #printing(lane: Lane): Known | undefined {
    return this.#jobs.find((known) => known.state === "printing" && known.lane === lane);
  }

  #waiting(lane: Lane): Known[] {
    return this.#jobs.filter((known) => known.state === "waiting" && known.lane === lane)
      .sort((a, b) => b.priority - a.priority);
  }
}

const NEW = {
  lane: null,
  state: "waiting",
  attempts: 0,
  doubts: 0,
  repeatOfMs: null,
  divertedFrom: null,
  notBeforeMs: 0,
  settledAtMs: 0,
  isOwed: false,
} as const;

Deno.test("in any order of enqueue, claim, settle, divert, confirm, prune and crash no job is lost, none printed after its end", () => {
  fc.assert(
    fc.property(fc.array(STEP, { minLength: 5, maxLength: 60 }), (steps) => {
      withFile((path) => {
        const pair = new Pair(path);
        try {
          for (const step of steps) {
            pair.take(step);
            pair.compare();
          }
        } finally {
          pair.store.close();
        }
      });
    }),
    { numRuns: 150 },
  );
});
