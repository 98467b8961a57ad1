/*
 * The program is killed between every pair of calls of winspool.drv, and started again. Whatever Windows does with the
 * document of a program that died, and whether or not the printer is faster than the second start: the job is on paper
 * once, or a second time with the banner, and its response is owed.
 */
import assert from "node:assert/strict";
import { join } from "node:path";
import { SqliteJobStore } from "../../src/sqlite/job_store.ts";
import { FakeWinspool, hasCompiler } from "./fake_winspool.ts";
import { JOB, printOneJob } from "./one_job.ts";

const ignore = !hasCompiler();

/** What the spooler does with a document whose program died (fake_journal.c). */
const RUNDOWNS = ["keep", "delete", "finish"] as const;

/** A call at which the program is killed, counted from the start of the process, from 1. */
interface Kill {
  readonly when: "before" | "after";
  readonly call: number;
}

/** What happens to the queue between two starts. */
interface Meanwhile {
  readonly rundown: (typeof RUNDOWNS)[number];
  /** Whether the printer prints what is complete, so that it is in the queue no more. */
  readonly prints: boolean;
}

/** The fake's script for the queue of a folder. */
function script(folder: string, rundown: Meanwhile["rundown"] = "keep"): string[] {
  return ["printer\tKitchen", `journal\t${join(folder, "queue")}\t${rundown}`];
}

const database = (folder: string) => join(folder, "jobs.sqlite");

/** A place for one run, with the disk of an earlier one where there is one. */
function place(parent: string, from?: string): string {
  const folder = Deno.makeTempDirSync({ dir: parent });
  for (const { name } of from === undefined ? [] : Deno.readDirSync(from)) {
    Deno.copyFileSync(join(from ?? "", name), join(folder, name));
  }
  return folder;
}

/** Starts the program as a process of its own and has it killed; gives the call's name. */
async function killed(fake: FakeWinspool, folder: string, kill: Kill): Promise<string> {
  const path = join(folder, "script");
  Deno.writeTextFileSync(path, [...script(folder), `kill\t${kill.when}\t${kill.call}`].join("\n"));
  const { signal, stderr } = await new Deno.Command(Deno.execPath(), {
    args: ["run", "-A", "--no-check", join(import.meta.dirname ?? "", "one_job.ts"), fake.path, database(folder)],
    env: { WINSPOOL_FAKE_SCRIPT: path },
  }).output();
  const said = new TextDecoder().decode(stderr).trim();
  assert.equal(signal, "SIGKILL", `${kill.when} ${kill.call}: ${said}`);
  return said;
}

/** The last start: nobody kills it. Then everything that must hold. */
async function finish(
  fake: FakeWinspool,
  folder: string,
  { rundown, prints }: Meanwhile,
  about: string,
): Promise<void> {
  fake.script(script(folder, rundown));
  const paper = () => fake.documents.filter(({ state, bytes }) => state === "completed" && bytes.length > 0);
  const before = paper().length;
  if (prints) fake.documents.forEach(({ state }, i) => state === "completed" && fake.leaveQueue(i + 1));
  await printOneJob(fake.path, database(folder));
  const papers = paper().map(({ bytes }) => new TextDecoder().decode(bytes));
  const banners = papers.map((text) => text.includes("POSSIBLE DUPLICATE"));
  const states = `${about}, ${rundown}${prints ? ", printed" : ""}: ${before} paper before, then ${
    banners.map((has) => has ? "banner" : "plain").join(" + ")
  }`;

  assert.ok(papers.every((text) => text.includes("2 x byrek") && text.includes("1 x boza")), states);
  assert.ok(papers.length >= 1, `missing, ${states}`);
  assert.ok(banners.filter((has) => !has).length <= 1, `twice without the banner, ${states}`);
  // What still waits in the queue, or what never got there, is not printed twice.
  if (!prints || before === 0) assert.equal(papers.length, 1, states);
  assert.ok(fake.documents.every(({ state }) => state !== "spooling"), `left unfinished, ${states}`);
  assert.equal(fake.openHandles + fake.misuses, 0, states);

  const store = new SqliteJobStore(database(folder));
  const owed = store.owedResponses(9).map(({ response }) => [response.job_id, response.status, response.stage]);
  assert.deepEqual(owed, [[JOB.id, "success", "spooled"]], states);
  assert.deepEqual([store.interrupted(), store.waitingLanes()], [[], []], states);
  store.close();
}

/** What may happen to the queue that a kill left: only where it makes a difference. */
function possibilities(fake: FakeWinspool, folder: string): Meanwhile[] {
  fake.script(script(folder));
  const [hasUnfinished, hasComplete] = (["spooling", "completed"] as const)
    .map((wanted) => fake.documents.some(({ state }) => state === wanted));
  return (hasUnfinished ? RUNDOWNS : ["keep" as const]).flatMap((rundown) => [
    { rundown, prints: false },
    ...(hasComplete || rundown === "finish" ? [{ rundown, prints: true }] : []),
  ]);
}

/** After each of so many calls: before the next one, as far as Windows can tell. */
function after(calls: number): Kill[] {
  return Array.from({ length: calls }, (_, i) => ({ when: "after", call: i + 1 }));
}

/** The kills of starts on the disk `from` (none: the first start), each with every way to go on. */
class Kills {
  readonly #fake: FakeWinspool;
  readonly #parent: string;
  /** The disks that kills of first starts left, by what was said of them. */
  readonly disks = new Map<string, string>();

  constructor(fake: FakeWinspool, parent: string) {
    this.#fake = fake;
    this.#parent = parent;
  }

  /** How many calls a start makes that nobody kills. */
  async calls(from?: string): Promise<number> {
    const folder = place(this.#parent, from);
    this.#fake.script(script(folder));
    await printOneJob(this.#fake.path, database(folder));
    return this.#fake.calls;
  }

  /** Runs kills two at a time, and meanwhile the last starts, one at a time: the test has one fake. */
  async run(kills: readonly Kill[], about = "", from?: string): Promise<void> {
    const rest = [...kills];
    let lastStarts: Promise<unknown> = Promise.resolve();
    const next = async () => {
      for (let kill = rest.shift(); kill !== undefined; kill = rest.shift()) {
        const folder = place(this.#parent, from);
        const said = `${about}${await killed(this.#fake, folder, kill)}`;
        this.disks.set(said, folder);
        lastStarts = lastStarts.then(() => this.#goOn(folder, said));
        // Its failure is awaited below, after the kills.
        lastStarts.catch(() => {});
      }
    };
    await Promise.all([next(), next()]);
    await lastStarts;
  }

  async #goOn(folder: string, about: string): Promise<void> {
    for (const meanwhile of possibilities(this.#fake, folder)) {
      await finish(this.#fake, place(this.#parent, folder), meanwhile, about);
    }
  }
}

Deno.test(
  { ignore, name: "a kill between any two calls of winspool.drv loses no job and hides no second copy" },
  async (t) => {
    using fake = FakeWinspool.open();
    const parent = Deno.makeTempDirSync({ prefix: "kill" });
    const kills = new Kills(fake, parent);
    const calls = await kills.calls();
    assert.ok(calls >= 9, `${calls}`);
    await t.step(`one kill, ${calls} calls`, async () => {
      await kills.run([{ when: "before", call: 1 }, ...after(calls)]);
    });
    for (const about of ["killed after WritePrinter", "killed after EndDocPrinter"]) {
      const from = kills.disks.get(about);
      assert.ok(from, about);
      const calls = await kills.calls(from);
      await t.step(`${about}, then one of ${calls} calls`, async () => {
        await kills.run(after(calls), `${about}, then `, from);
      });
    }
    Deno.removeSync(parent, { recursive: true });
  },
);
