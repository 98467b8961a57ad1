import assert from "node:assert/strict";
import { io } from "socket.io-client";
import { Cable } from "./cable.ts";
import { DocumentedBackend } from "./documented_backend.ts";
import { eventually } from "./eventually.ts";
import { Paper } from "./paper.ts";
import { NIPT, Till } from "./till.ts";

/** A shop with two PCs, `a` preferred, each with a printer that is on; leases of 2 s. */
class Shop implements AsyncDisposable {
  readonly #stack: AsyncDisposableStack;
  readonly backend: DocumentedBackend;
  readonly cable: Cable;
  readonly a: { till: Till; paper: Paper };
  readonly b: { till: Till; paper: Paper };

  private constructor(stack: AsyncDisposableStack, backend: DocumentedBackend, cable: Cable) {
    this.#stack = stack;
    this.backend = backend;
    this.cable = cable;
    this.a = this.#pc("pc-a", cable.url);
    this.b = this.#pc("pc-b", backend.url);
  }

  static async open(): Promise<Shop> {
    const stack = new AsyncDisposableStack();
    const backend = stack.use(await DocumentedBackend.start({ outbox: "standby", env: { LEASE: "2" } }));
    const cable = stack.use(await Cable.lay(backend.port));
    const shop = new Shop(stack, backend, cable);
    await Promise.all([shop.a.till.start(), shop.b.till.start(), shop.a.paper.switchOn(), shop.b.paper.switchOn()]);
    await shop.#untilAIsHeard();
    return shop;
  }

  #pc(sessionId: string, url: string): { till: Till; paper: Paper } {
    const paper = this.#stack.use(new Paper());
    return { paper, till: this.#stack.use(new Till({ url, sessionId, printerPort: paper.port })) };
  }

  /** The backend prefers A as soon as it knows A's clock. */
  async #untilAIsHeard(): Promise<void> {
    let opening = 0;
    await eventually("A prints", async () => {
      const words = `opening ${++opening}.`;
      await this.order(words);
      await this.isDone(words);
      return this.papers(words)[0] === 1;
    });
  }

  /** Orders a job of which `words` are the id and the paper. */
  async order(words: string): Promise<void> {
    await this.backend.order(NIPT, words, { job_id: words });
  }

  get jobs(): Record<string, unknown>[] {
    return this.backend.rows("standby.sqlite", "jobs");
  }

  /** The state of a job at the backend: `lent to pc-a`, or `done`. */
  state(words: string): string {
    const job = this.jobs.find((row) => row["job_id"] === words);
    return job === undefined ? "done" : `${job["state"]} ${job["pc"]}`;
  }

  async is(words: string, state: string): Promise<void> {
    await eventually(`${words} ${state}`, () => this.state(words) === state, { tell: () => this.told });
  }

  isDone(...jobs: string[]): Promise<void> {
    const tell = () => this.told;
    return eventually(`${jobs} done`, () => jobs.every((words) => this.state(words) === "done"), { tell });
  }

  /** How often words are on the papers of A and B. */
  papers(words: string): [number, number] {
    return [this.a.paper.count(words), this.b.paper.count(words)];
  }

  get told(): string {
    return [JSON.stringify(this.jobs), this.backend.output, this.a.till.output, this.b.till.output].join("\n---\n");
  }

  async [Symbol.asyncDispose](): Promise<void> {
    // A process that stands still would not be seen to end.
    this.a.till.thaw();
    this.cable.plugIn();
    await this.#stack.disposeAsync();
  }
}

Deno.test("two PCs: what is lent to a PC that is frozen is printed by the other, and not by the first when it wakes", async () => {
  await using shop = await Shop.open();
  shop.a.till.freeze();
  await shop.order("soup 1.");
  await shop.order("soup 2.");
  assert.deepEqual(["soup 1.", "soup 2."].map((job) => shop.state(job)), ["lent pc-a", "lent pc-a"]);
  await shop.isDone("soup 1.", "soup 2.");
  assert.deepEqual([shop.papers("soup 1."), shop.papers("soup 2.")], [[0, 1], [0, 1]]);

  shop.a.till.thaw();
  await shop.a.till.waitFor(/"event":"job_failed".*soup 2\.\/1.*"expired"/);
  assert.deepEqual([shop.papers("soup 1."), shop.papers("soup 2.")], [[0, 1], [0, 1]]);
});

Deno.test("two PCs: what is on its way to a PC that is cut off is printed by the other, and not by the first later", async () => {
  await using shop = await Shop.open();
  shop.cable.pullOut();
  await shop.order("soup 1.");
  await shop.isDone("soup 1.");
  assert.deepEqual(shop.papers("soup 1."), [0, 1]);

  shop.cable.plugIn();
  await shop.a.till.waitFor(/"event":"job_failed".*soup 1\.\/1.*"expired"/);
  assert.deepEqual(shop.papers("soup 1."), [0, 1]);
});

Deno.test("two PCs: what a PC has but was killed before it began is printed by the other, and not by the first later", async () => {
  await using shop = await Shop.open();
  shop.a.paper.isSlow = true;
  await shop.order("soup 1.");
  await shop.is("soup 1.", "printing pc-a");
  await shop.order("soup 2.");
  await shop.a.till.waitFor(/"event":"job_received".*soup 2\./);
  await shop.a.till.kill();
  shop.a.paper.finish();

  await shop.isDone("soup 2.");
  assert.deepEqual(shop.papers("soup 2."), [0, 1]);
  // What it had begun stays with it: it may be on paper, and here it is.
  assert.equal(shop.state("soup 1."), "printing pc-a");
  await shop.a.till.start();
  await shop.isDone("soup 1.");
  assert.deepEqual([shop.papers("soup 1."), shop.papers("soup 2.")], [[1, 0], [0, 1]]);
  const tell = () => shop.told;
  await eventually("a person is told", () => /for a person: soup 1\.\/1 uncertain/.test(shop.backend.output), { tell });
});

Deno.test("two PCs: what a PC with a dead printer lets expire is printed by the other", async () => {
  await using shop = await Shop.open();
  await shop.a.paper.switchOff();
  await shop.order("soup 1.");
  await shop.isDone("soup 1.");
  assert.deepEqual(shop.papers("soup 1."), [0, 1]);
});

Deno.test("two PCs: every job is printed once while the cable of one is pulled at any moment", async () => {
  await using shop = await Shop.open();
  const jobs = Array.from({ length: 16 }, (_, index) => `soup ${index + 1}.`);
  const afterMs = Math.random() * 20;
  for (const [index, job] of jobs.entries()) {
    const ordered = shop.order(job);
    if (index === 7) {
      // Within the few ms in which a job is lent, begun, printed and answered.
      await new Promise((resolve) => setTimeout(resolve, afterMs));
      shop.cable.pullOut();
    }
    await ordered;
  }
  await eventually("what was not begun is done", () => jobs.every((job) => !shop.state(job).startsWith("lent")), {
    tell: () => shop.told,
  });
  shop.cable.plugIn();
  await shop.isDone(...jobs);
  const papers = jobs.map((job) => shop.papers(job));
  assert.deepEqual(papers.filter(([a, b]) => a + b !== 1), [], `pulled after ${afterMs} ms: ${JSON.stringify(papers)}`);
});

Deno.test("two PCs: a PC that begins after its turn is not confirmed, whatever its clock says", async () => {
  await using backend = await DocumentedBackend.start({ outbox: "standby", env: { LEASE: "2" } });
  const query = { session_id: "pc-a", username: "till", nipt: NIPT };
  const pc = io(backend.url, { query, transports: ["websocket"], reconnection: false });
  try {
    const lent = Promise.withResolvers<string>();
    const lentAgain = Promise.withResolvers<string>();
    pc.on("printer_client_clock", (answer: (value: unknown) => void) => answer({ clock: Date.now() }));
    pc.on("print_request", ({ job_id }: { job_id: string }) => {
      if (job_id === "soup/1") lent.resolve(job_id);
      else lentAgain.resolve(job_id);
    });
    pc.on("connect", () => pc.emit("printer_client_ready", {}));
    await backend.order(NIPT, "soup", { job_id: "soup" });
    const first = await lent.promise;
    const second = await lentAgain.promise;
    await assert.rejects(pc.timeout(500).emitWithAck("print_starting", { job_id: first, printer: "BAR" }));
    await pc.timeout(2_000).emitWithAck("print_starting", { job_id: second, printer: "BAR" });
    assert.deepEqual(backend.rows("standby.sqlite", "jobs").map(({ state }) => state), ["printing"]);
    await eventually("its log says why", () => /soup\/1 is no longer lent/.test(backend.output));
  } finally {
    pc.disconnect();
  }
});

Deno.test("two PCs: a backend that was killed lends nothing to the other PC before the first lease is over", async () => {
  await using shop = await Shop.open();
  shop.a.till.freeze();
  await shop.order("soup 1.");
  await shop.backend.kill();
  await shop.backend.restart();
  await shop.isDone("soup 1.");
  shop.a.till.thaw();
  await shop.order("soup 2.");
  await shop.isDone("soup 2.");
  assert.deepEqual(shop.papers("soup 1."), [0, 1]);
});
