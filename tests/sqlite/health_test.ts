import assert from "node:assert/strict";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { askHealth, healthOf } from "../../src/sqlite/health.ts";
import { SqliteJobStore } from "../../src/sqlite/job_store.ts";
import { DONE, job, response } from "./samples.ts";

async function inFolder(run: (path: string) => void | Promise<void>): Promise<void> {
  const folder = await Deno.makeTempDir();
  try {
    await run(join(folder, "jobs.sqlite"));
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

Deno.test("healthOf() says none where there is no file, and makes none", () =>
  inFolder((path) => {
    assert.deepEqual(healthOf(path), { state: "none" });
    assert.throws(() => Deno.statSync(path), Deno.errors.NotFound);
  }));

Deno.test("healthOf() counts what waits and what is owed beside an open client, which goes on writing", () =>
  inFolder((path) => {
    const store = new SqliteJobStore(path);
    store.enqueue(job("a", { receivedAtMs: 5_000 }), "Kitchen");
    store.enqueue(job("b", { receivedAtMs: 7_000 }), "Kitchen");
    store.enqueue(job("c", { receivedAtMs: 9_000 }), "Bar");
    store.claim("Kitchen", 10_000);
    store.settle("a", DONE, response("a"), 11_000);
    const { bytes, ...health } = healthOf(path) as { bytes: number };
    assert.deepEqual(health, { state: "sound", waiting: 2, oldestMs: 7_000, owed: 1, oldestOwedMs: 11_000 });
    assert.ok(bytes > 4_096);
    assert.equal(store.enqueue(job("d"), "Bar"), "accepted");
    store.close();
    assert.equal((healthOf(path) as { waiting: number }).waiting, 3);
  }));

Deno.test("healthOf() says what is wrong with a damaged file, and leaves it as it is", () =>
  inFolder((path) => {
    const store = new SqliteJobStore(path);
    for (let n = 0; n < 200; n++) store.enqueue(job(`j${n}`, { data: { content: "x".repeat(500) } }), "Kitchen");
    store.close();
    const bytes = Deno.readFileSync(path);
    bytes.fill(0x5a, 3 * 4_096, 5 * 4_096);
    Deno.writeFileSync(path, bytes);
    assert.equal(healthOf(path).state, "damaged");
    assert.deepEqual(Deno.readFileSync(path), bytes);
    Deno.writeTextFileSync(path, "this is no database at all, ".repeat(100));
    assert.deepEqual(healthOf(path), { state: "damaged", reason: "file is not a database" });
  }));

Deno.test("healthOf() names a newer version of the program, and a file that cannot be opened", () =>
  inFolder((path) => {
    new SqliteJobStore(path).close();
    const database = new DatabaseSync(path);
    database.exec("PRAGMA user_version = 999");
    database.close();
    const newer = healthOf(path);
    assert.ok(newer.state === "unusable" && /newer version/.test(newer.problem));
    Deno.removeSync(path);
    Deno.mkdirSync(path);
    const folder = healthOf(path);
    assert.ok(folder.state === "unusable" && /Cannot open the database/.test(folder.problem), JSON.stringify(folder));
  }));

Deno.test("askHealth() asks a thread of its own", () =>
  inFolder(async (path) => {
    new SqliteJobStore(path).close();
    assert.equal((await askHealth(path, new AbortController().signal)).state, "sound");
  }));
