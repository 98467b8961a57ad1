import { DatabaseSync } from "node:sqlite";
import type { PrintResponse, Stage } from "../domain/outcome.ts";
import { openDatabase, transaction } from "./database.ts";

/** What was saved from a damaged database. */
export interface Salvaged {
  /** Jobs that wait or were being printed. */
  waiting: number;
  /** Responses that no backend has confirmed. */
  owed: number;
  /** Jobs that ended, whose ids are known and never printed again. */
  ended: number;
  /** Rows that are known to have been there and could not be read. */
  unreadable: number;
}

type Row = Record<string, unknown>;

const COLUMNS = [
  "seq",
  "id",
  "lane",
  "state",
  "priority",
  "job",
  "attempts",
  "not_before_ms",
  "received_at_ms",
  "claimed_at_ms",
  "repeat_of_ms",
  "diverted_from",
  "divert_reason",
  "settled_at_ms",
  "error",
  "doubts",
  "order_key",
  "copy_of",
  "bytes",
] as const;

// deno-fmt-ignore
const LANE_COLUMNS = [
  "name", "paused_at_ms", "handed_to", "handed_at_ms", "printed", "failed", "since_ms", "roll_at_ms", "roll_mm",
] as const;

/** The orders in which SQLite can be made to walk to the rows of a table, so that one broken page does not end all. */
const JOB_WALKS = [
  "jobs NOT INDEXED ORDER BY seq",
  "jobs NOT INDEXED ORDER BY seq DESC",
  "jobs INDEXED BY sqlite_autoindex_jobs_1 ORDER BY id",
  "jobs INDEXED BY sqlite_autoindex_jobs_1 ORDER BY id DESC",
  "jobs INDEXED BY jobs_queued WHERE state = 'queued'",
  "jobs INDEXED BY jobs_printing WHERE state = 'printing'",
];
const RESPONSE_WALKS = [
  "responses NOT INDEXED ORDER BY rowid",
  "responses NOT INDEXED ORDER BY rowid DESC",
  "responses INDEXED BY sqlite_autoindex_responses_1 ORDER BY job_id",
  "responses INDEXED BY sqlite_autoindex_responses_1 ORDER BY job_id DESC",
  "responses INDEXED BY responses_owed WHERE owed = 1",
];

/**
 * Makes a new database at `target` with what can be read from the damaged one at `source`, which stays as it is. All of
 * it is on the disk when this returns. `nowMs` is the time of what is only known to have ended.
 */
export function salvage(source: string, target: string, nowMs: number): Salvaged {
  const saved: Salvaged = { waiting: 0, owed: 0, ended: 0, unreadable: 0 };
  const database = openDatabase(target);
  try {
    const [jobs, responses, lanes] = readAll(source, saved);
    transaction(database, () => {
      const writer = new Writer(database, saved, nowMs);
      for (const job of jobs) writer.job(job);
      for (const response of responses) writer.response(response);
      writer.answerTheRest();
      for (const lane of lanes) writer.lane(lane);
    });
  } finally {
    database.close();
  }
  return saved;
}

function readAll(source: string, saved: Salvaged): [Row[], Row[], Row[]] {
  try {
    return readTables(source, saved);
  } catch {
    // Its first page is gone, with it the list of tables. Ours always lie at the same places.
    const graft = `${source}-graft`;
    try {
      writeGraft(source, graft);
      return readTables(graft, saved);
    } catch {
      return [[], [], []];
    } finally {
      for (const ending of ["", "-wal", "-shm"]) removeIfThere(`${graft}${ending}`);
    }
  }
}

function readTables(path: string, saved: Salvaged): [Row[], Row[], Row[]] {
  const database = new DatabaseSync(path, { readOnly: true });
  try {
    database.prepare("SELECT 1 FROM jobs, responses LIMIT 0").all();
    return [
      readTable(database, "jobs", JOB_WALKS, COLUMNS.filter((column) => column !== "bytes"), saved),
      readTable(database, "responses", RESPONSE_WALKS, ["job_id", "body", "owed", "tries"], saved),
      // A database of before it has none.
      attempt(() => database.prepare("SELECT * FROM lanes").all()) ?? [],
    ];
  } finally {
    database.close();
  }
}

function readTable(
  database: DatabaseSync,
  table: string,
  walks: readonly string[],
  columns: readonly string[],
  saved: Salvaged,
): Row[] {
  const places = new Set<number>();
  for (const walk of walks) {
    try {
      for (const row of database.prepare(`SELECT rowid AS place FROM ${walk}`).iterate()) places.add(Number(row.place));
    } catch {
      // What it found up to there counts.
    }
  }
  const there = database.prepare(`SELECT name FROM pragma_table_info('${table}')`).all().map(({ name }) => name);
  const list = columns.filter((column) => there.includes(column)).join(", ");
  const all = database.prepare(`SELECT * FROM ${table} NOT INDEXED WHERE rowid = ?`);
  const most = database.prepare(`SELECT ${list} FROM ${table} NOT INDEXED WHERE rowid = ?`);
  return [...places].sort((a, b) => a - b).flatMap((place) => {
    // The bytes of a job lie behind the rest and may be lost alone.
    const row = attempt(() => all.get(place)) ?? attempt(() => most.get(place));
    if (row === undefined) saved.unreadable++;
    return row === undefined ? [] : [row];
  });
}

/** A copy of a damaged database with the first page of a sound one. */
function writeGraft(source: string, target: string): void {
  const sound = `${target}-sound`;
  try {
    openDatabase(sound).close();
    const head = Deno.readFileSync(sound).subarray(0, 4096);
    const bytes = Deno.readFileSync(source);
    const whole = new Uint8Array(Math.max(head.length, bytes.length - bytes.length % 4096));
    whole.set(bytes.subarray(0, whole.length));
    whole.set(head);
    // Pages in the file; the free ones are not looked for.
    const view = new DataView(whole.buffer);
    view.setUint32(28, whole.length / 4096);
    view.setUint32(32, 0);
    view.setUint32(36, 0);
    Deno.writeFileSync(target, whole);
    attempt(() => Deno.copyFileSync(`${source}-wal`, `${target}-wal`));
  } finally {
    removeIfThere(sound);
  }
}

class Writer {
  readonly #saved: Salvaged;
  readonly #nowMs: number;
  readonly #insertJob;
  readonly #insertResponse;
  readonly #insertLane;
  readonly #unanswered;
  readonly #ids = new Set<string>();

  constructor(database: DatabaseSync, saved: Salvaged, nowMs: number) {
    this.#saved = saved;
    this.#nowMs = nowMs;
    this.#insertJob = database.prepare(
      `INSERT INTO jobs (${COLUMNS.join(", ")}) VALUES (${COLUMNS.map(() => "?").join(", ")})`,
    );
    this.#insertResponse = database.prepare("INSERT INTO responses (job_id, body, owed, tries) VALUES (?, ?, ?, ?)");
    this.#insertLane = database.prepare(
      `INSERT INTO lanes (${LANE_COLUMNS.join(", ")}) VALUES (${LANE_COLUMNS.map(() => "?").join(", ")})`,
    );
    this.#unanswered = database.prepare(
      `SELECT id, state, lane, attempts, job FROM jobs WHERE settled_at_ms IS NOT NULL
         AND NOT EXISTS (SELECT 1 FROM responses WHERE job_id = jobs.id)`,
    );
  }

  job(row: Row): void {
    const isWaiting = row.state === "queued" || row.state === "printing";
    if (isWaiting && !isPrintable(row) || !this.#insert(row)) this.#saved.unreadable++;
    else if (isWaiting) this.#saved.waiting++;
    else this.#saved.ended++;
  }

  response({ job_id: id, body, owed, tries }: Row): void {
    const response = attempt(() => JSON.parse(String(body)) as PrintResponse);
    if (typeof id !== "string" || response?.job_id !== id) return void this.#saved.unreadable++;
    if (!this.#ids.has(id)) {
      // The job itself is lost, but it ended: that is enough to not print it again.
      const state = STATES[response.stage] ?? "failed";
      if (!this.#insert({ id, state, received_at_ms: this.#nowMs, settled_at_ms: this.#nowMs })) return;
      this.#saved.ended++;
    }
    attempt(() => this.#insertResponse.run(id, String(body), owed === 0 ? 0 : 1, Number(tries) || 0));
    if (owed !== 0) this.#saved.owed++;
  }

  /** What a person decided about a printer. */
  lane(row: Row): void {
    attempt(() => this.#insertLane.run(...LANE_COLUMNS.map((column) => row[column] as string | number | null)));
  }

  /** A job that ended and whose response is lost is answered with what is known, or its backend would ask for ever. */
  answerTheRest(): void {
    for (const { id, state, lane, attempts, job } of this.#unanswered.all()) {
      const about = attempt(() => JSON.parse(String(job))) ?? {};
      const isDone = state === "spooled" || state === "printed";
      const response: PrintResponse = {
        status: isDone ? "success" : "failed",
        message: `The record of this job was damaged on this PC's disk. It ended as ${state}.`,
        timestamp: new Date(this.#nowMs).toISOString(),
        printer: lane === null ? null : String(lane),
        job_id: String(id),
        document_name: about.documentName ?? null,
        type: about.type ?? null,
        attempts: Number(attempts),
        stage: state === "failed" ? "queued" : state as Stage,
        evidence: "none",
        warnings: [],
      };
      this.#insertResponse.run(String(id), JSON.stringify(response), 1, 0);
      this.#saved.owed++;
    }
  }

  #insert(row: Row): boolean {
    const values = COLUMNS.map((column) => (row[column] ?? DEFAULTS[column] ?? null) as string | number | null);
    if (attempt(() => this.#insertJob.run(...values)) === undefined) return false;
    this.#ids.add(String(row.id));
    return true;
  }
}

const DEFAULTS: Readonly<Record<string, number>> = { priority: 0, attempts: 0, not_before_ms: 0, doubts: 0 };

const STATES: Readonly<Record<string, string>> = {
  spooled: "spooled",
  printed: "printed",
  expired: "expired",
  uncertain: "uncertain",
  rejected: "rejected",
};

function isPrintable({ id, lane, job }: Row): boolean {
  return typeof lane === "string" && attempt(() => JSON.parse(String(job)).id) === id;
}

function attempt<T>(action: () => T): T | undefined {
  try {
    return action();
  } catch {
    return undefined;
  }
}

function removeIfThere(path: string): void {
  attempt(() => Deno.removeSync(path));
}
