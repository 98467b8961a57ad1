import assert from "node:assert/strict";
import { DatabaseSync } from "node:sqlite";
import { SqliteJobStore } from "../../src/sqlite/job_store.ts";
import { openJobStore } from "../../src/sqlite/open_store.ts";
import { DONE, job, response, withFile } from "./samples.ts";

/** 2026-03-07 21:14:05 on this PC's clock. */
const NOW_MS = new Date(2026, 2, 7, 21, 14, 5).getTime();
const ASIDE = "jobs.corrupt-2026-03-07T21-14-05.sqlite";

/** Files as `make` leaves them, by the number of jobs: each job is five commits to the disk. */
const made = new Map<number, Uint8Array>();

/** `past` jobs that ended, one of them with its response owed, one that is printing and two that wait. */
function fill(path: string, past = 300): void {
  const known = made.get(past);
  if (known !== undefined) return Deno.writeFileSync(path, known);
  make(path, past);
  made.set(past, Deno.readFileSync(path));
}

function make(path: string, past: number): void {
  const store = new SqliteJobStore(path);
  for (let n = 0; n < past; n++) {
    const id = `old-${n}`;
    store.enqueue(job(id), "K");
    store.claim("K", n);
    store.settle(id, DONE, response(id), n, new Uint8Array(200));
    if (n > 0) store.responseConfirmed(id);
  }
  for (const id of ["printing", "waiting-1", "waiting-2"]) store.enqueue(job(id), "K");
  store.claim("K", past);
  store.close();
}

/** The database as a power cut leaves it: the last changes are in the log beside it. */
function fillAndCrash(path: string): void {
  const crashed = `${path}.crashed`;
  fill(crashed);
  const store = new SqliteJobStore(crashed);
  store.enqueue(job("waiting-3"), "K");
  for (const ending of ["", "-wal"]) Deno.copyFileSync(`${crashed}${ending}`, `${path}${ending}`);
  store.close();
  Deno.removeSync(crashed);
}

function overwrite(path: string, offset: number, bytes: number, seed = 1): void {
  const file = Deno.openSync(path, { write: true });
  let state = seed;
  const noise = Uint8Array.from(
    { length: bytes },
    () => (state = Math.imul(state, 1_103_515_245) + 12_345 >>> 0) >> 16,
  );
  file.seekSync(offset, Deno.SeekMode.Start);
  file.writeSync(noise);
  file.close();
}

function names(path: string): string[] {
  return [...Deno.readDirSync(path.replace(/\/[^/]*$/, ""))].map(({ name }) => name).sort();
}

function waiting(store: SqliteJobStore): string[] {
  return [...store.interrupted().map(({ job }) => job.id), ...store.waiting("K", 99).map(({ id }) => id)];
}

Deno.test("openJobStore() says nothing of a new file, nor of one that is in order, closed or not", () => {
  withFile((path) => {
    const first = openJobStore(path, NOW_MS);
    assert.equal(first.salvage, null);
    first.store.close();
    fill(path);
    const second = openJobStore(path, NOW_MS);
    assert.equal(second.salvage, null);
    second.store.close();
    assert.deepEqual(names(path), ["jobs.sqlite"]);
  });
  withFile((path) => {
    fillAndCrash(path);
    const { store, salvage } = openJobStore(path, NOW_MS);
    assert.equal(salvage, null);
    assert.deepEqual(waiting(store), ["printing", "waiting-1", "waiting-2", "waiting-3"]);
    store.close();
  });
});

Deno.test("openJobStore() sets a database aside whose first page is gone, and saves all that was in it", () => {
  withFile((path) => {
    fill(path);
    const before = new SqliteJobStore(path);
    before.lanes.pause("K", 7);
    before.lanes.handOver("B", "K", "by hand", 8);
    before.close();
    overwrite(path, 0, 4096);
    const { store, salvage } = openJobStore(path, NOW_MS);
    // What a person decided about printers, too.
    assert.deepEqual(store.lanes.all().map(({ lane, pausedAtMs, handedTo }) => [lane, pausedAtMs, handedTo]), [
      ["B", null, "K"],
      ["K", 7, null],
    ]);
    const folder = path.replace("/jobs.sqlite", "");
    assert.equal(
      salvage,
      `The database jobs.sqlite was damaged (file is not a database). It is kept as ${ASIDE} in ${folder}, and a new ` +
        "one has its place. Saved: 3 waiting jobs, 1 owed response, 300 jobs of the past. Nothing is known to be lost.",
    );
    assert.deepEqual(waiting(store), ["printing", "waiting-1", "waiting-2"]);
    assert.deepEqual(store.owedResponses(9).map(({ jobId }) => jobId), ["old-0"]);
    assert.equal(store.enqueue(job("old-200"), "K"), "duplicate");
    assert.ok(store.oweAgain("old-200"));
    store.close();
    assert.deepEqual(names(path), [ASIDE, "jobs.sqlite"]);
    // The next start finds everything in order.
    const again = openJobStore(path, NOW_MS);
    assert.equal(again.salvage, null);
    assert.equal(waiting(again.store).length, 3);
    again.store.close();
  });
});

Deno.test("openJobStore() keeps the log of the damaged file beside it, and saves what only the log has", () => {
  withFile((path) => {
    fillAndCrash(path);
    overwrite(path, 0, 4096);
    const { store, salvage } = openJobStore(path, NOW_MS);
    assert.match(salvage ?? "", /4 waiting jobs/);
    assert.deepEqual(waiting(store), ["printing", "waiting-1", "waiting-2", "waiting-3"]);
    store.close();
    assert.ok(names(path).includes(`${ASIDE}-wal`), names(path).join());
  });
});

Deno.test("openJobStore() loses only what stood on the broken pages, whichever page breaks", () => {
  withFile((path) => {
    fill(path);
    const whole = Deno.readFileSync(path);
    const pages = whole.length / 4096;
    assert.ok(pages > 30);
    let saved = 0;
    for (let page = 1; page < pages; page += 3) {
      Deno.writeFileSync(path, whole);
      overwrite(path, page * 4096, 4096, page);
      // As a start would after a run that met the damage.
      Deno.writeTextFileSync(`${path}-damaged`, "");
      const { store, salvage } = openJobStore(path, NOW_MS);
      const duplicates = Array.from({ length: 300 }, (_, n) => store.enqueue(job(`old-${n}`), "Bar"))
        .filter((result) => result === "duplicate").length;
      if (salvage !== null) saved++;
      // A page holds about ten of these jobs; a page further up in the tree leads to all of them.
      assert.ok(duplicates >= 250 || page <= 2, `page ${page}: ${duplicates} of 300 known; ${salvage}`);
      assert.ok(waiting(store).length >= 2 || duplicates >= 290 || page <= 2, `page ${page}: ${waiting(store)}`);
      store.close();
      for (const name of names(path)) if (name !== "jobs.sqlite") Deno.removeSync(path.replace("jobs.sqlite", name));
    }
    assert.ok(saved > pages / 6, `${saved} of ${pages / 3} breaks were noticed`);
  });
});

Deno.test("openJobStore() starts anew beside a file that is cut off, at whatever length", async (t) => {
  for (const keep of [1, 100, 4096, 5000, 8192, 40_960]) {
    await t.step(`${keep} bytes`, () => {
      withFile((path) => {
        fill(path);
        Deno.truncateSync(path, keep);
        const { store, salvage } = openJobStore(path, NOW_MS);
        assert.match(salvage ?? "", /was damaged .* kept as jobs\.corrupt-/);
        assert.equal(store.enqueue(job("new"), "K"), "accepted");
        store.close();
        assert.ok(names(path).includes(ASIDE));
      });
    });
  }
});

Deno.test("openJobStore() tells of an empty file and of a text in the database's place, and starts anew", () => {
  withFile((path) => {
    Deno.writeTextFileSync(path, "");
    const { store, salvage } = openJobStore(path, NOW_MS);
    assert.match(salvage ?? "", /was an empty file, and a new one was begun/);
    assert.equal(store.enqueue(job("new"), "K"), "accepted");
    store.close();
  });
  withFile((path) => {
    Deno.writeTextFileSync(path, "Dear diary, this is no database at all.\n".repeat(200));
    const { store, salvage } = openJobStore(path, NOW_MS);
    assert.match(salvage ?? "", /not a database.* 0 waiting jobs.* Not readable: everything/);
    store.close();
    assert.ok(Deno.readTextFileSync(path.replace("jobs.sqlite", ASIDE)).startsWith("Dear diary"));
  });
});

Deno.test("openJobStore() says what to do about a folder in the file's place and about a newer schema, and moves nothing", () => {
  withFile((path) => {
    Deno.mkdirSync(path);
    assert.throws(
      () => openJobStore(path, NOW_MS),
      /^DatabaseError: Cannot open .*a folder has this name\. Move it away/,
    );
    assert.deepEqual(names(path), ["jobs.sqlite"]);
  });
  withFile((path) => {
    fill(path, 1);
    const newer = new DatabaseSync(path);
    newer.exec("PRAGMA user_version = 999");
    newer.close();
    assert.throws(
      () => openJobStore(path, NOW_MS),
      /^DatabaseError: The database has schema 999.* newer version\. Start that one; or move/,
    );
    assert.deepEqual(names(path), ["jobs.sqlite"]);
  });
});

Deno.test("openJobStore() gives a second damaged file of the same second a name of its own", () => {
  withFile((path) => {
    for (let time = 0; time < 2; time++) {
      Deno.writeTextFileSync(path, "no database ".repeat(500));
      openJobStore(path, NOW_MS).store.close();
    }
    assert.deepEqual(names(path), [ASIDE, ASIDE.replace(".sqlite", "_2.sqlite"), "jobs.sqlite"]);
  });
});

Deno.test("openJobStore() goes on where a kill interrupted the replacement, without taking an old log for a new one", () => {
  withFile((path) => {
    fill(`${path}-new`, 1);
    fillAndCrash(path);
    Deno.removeSync(path);
    const { store } = openJobStore(path, NOW_MS);
    assert.deepEqual(waiting(store), ["printing", "waiting-1", "waiting-2"]);
    store.close();
    assert.deepEqual(names(path), [`${ASIDE}-wal`, "jobs.sqlite"]);
  });
});

Deno.test("damage that a run meets has every page looked at when it starts again", () => {
  withFile((path) => {
    fill(path);
    const database = new DatabaseSync(path);
    const root = database.prepare("SELECT rootpage FROM sqlite_master WHERE name = 'sqlite_autoindex_jobs_1'").get();
    database.close();
    overwrite(path, (Number(root?.rootpage) - 1) * 4096, 4096);
    const run = openJobStore(path, NOW_MS);
    assert.equal(run.salvage, null);
    assert.throws(() => run.store.enqueue(job("new"), "K"), /malformed/);
    run.store.close();
    const next = openJobStore(path, NOW_MS);
    assert.match(next.salvage ?? "", /Saved: 3 waiting jobs, 1 owed response, 300 jobs of the past\./);
    assert.equal(next.store.enqueue(job("new"), "K"), "accepted");
    next.store.close();
  });
});

Deno.test("a response that was lost is made up from what is known of its job, so that its backend is answered", () => {
  withFile((path) => {
    fill(path, 3);
    const database = new DatabaseSync(path);
    database.exec("DELETE FROM responses WHERE job_id = 'old-2'");
    database.close();
    overwrite(path, 0, 100);
    const { store } = openJobStore(path, NOW_MS);
    const [, made] = store.owedResponses(9);
    assert.deepEqual([made?.jobId, made?.response.status, made?.response.stage], ["old-2", "success", "spooled"]);
    assert.match(made?.response.message ?? "", /damaged on this PC's disk\. It ended as spooled\./);
    store.close();
  });
});
