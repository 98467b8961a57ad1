import { basename, dirname, extname } from "node:path";
import { damageOf, DatabaseError, isDamage, markOf, unusable } from "./damage.ts";
import { SqliteJobStore } from "./job_store.ts";
import { salvage, type Salvaged } from "./salvage.ts";

/** A store that is ready, and what had to be done for it. */
export interface OpenedStore {
  readonly store: SqliteJobStore;
  /** What happened to a damaged database, in sentences for a person; `null` when all was well. */
  readonly salvage: string | null;
}

/** What belongs to a database beside the file itself. */
const COMPANIONS = ["-wal", "-shm"];

/**
 * Opens the jobs at `path`, created when missing. A damaged file is set aside under a name with the time
 * (`jobs.corrupt-2026-03-07T21-14-05.sqlite`) and a new one takes its place with what could be saved. Throws a
 * DatabaseError with the remedy when nothing can be opened there. `nowMs` is the PC's clock.
 */
export function openJobStore(path: string, nowMs: number): OpenedStore {
  const next = `${path}-new`;
  try {
    finishReplacement(path, next, nowMs);
    const wasEmpty = isEmpty(path);
    const damage = damageOf(path);
    if (damage === null) {
      const store = open(path);
      if (store !== null) {
        remove(markOf(path));
        return { store, salvage: wasEmpty ? emptied(path) : null };
      }
    }
    for (const ending of ["", ...COMPANIONS]) remove(`${next}${ending}`);
    const saved = salvage(path, next, nowMs);
    const aside = setAside(path, nowMs);
    Deno.renameSync(next, path);
    remove(markOf(path));
    return { store: new SqliteJobStore(path), salvage: told(path, aside, damage ?? "it cannot be read", saved) };
  } catch (error) {
    throw error instanceof DatabaseError ? error : unusable(path, error);
  }
}

function open(path: string): SqliteJobStore | null {
  try {
    return new SqliteJobStore(path);
  } catch (error) {
    if (isDamage(error)) return null;
    throw error;
  }
}

/** Where the last run ended after the damaged file was set aside, and before the new one had its name. */
function finishReplacement(path: string, next: string, nowMs: number): void {
  if (exists(path) || !exists(next)) return;
  // A log of the old file would be taken for one of the new.
  if (COMPANIONS.some((ending) => exists(`${path}${ending}`))) setAside(path, nowMs);
  Deno.renameSync(next, path);
  remove(markOf(path));
}

/** Renames a database and what belongs to it; gives the file's new name. */
function setAside(path: string, nowMs: number): string {
  const local = new Date(nowMs - new Date(nowMs).getTimezoneOffset() * 60_000).toISOString();
  const time = local.slice(0, 19).replaceAll(":", "-");
  const ending = extname(path);
  const stem = path.slice(0, path.length - ending.length);
  let aside = `${stem}.corrupt-${time}${ending}`;
  for (let number = 2; exists(aside); number++) aside = `${stem}.corrupt-${time}_${number}${ending}`;
  // The file first: as long as it has its name, its log must be beside it.
  for (const companion of ["", ...COMPANIONS]) {
    if (exists(`${path}${companion}`)) Deno.renameSync(`${path}${companion}`, `${aside}${companion}`);
  }
  return aside;
}

function told(path: string, aside: string, damage: string, saved: Salvaged): string {
  const { waiting, owed, ended, unreadable } = saved;
  return `The database ${basename(path)} was damaged (${damage.slice(0, 120)}). It is kept as ${basename(aside)} in ` +
    `${dirname(path)}, and a new one has its place. Saved: ${counted(waiting, "waiting job")}, ` +
    `${counted(owed, "owed response")}, ${counted(ended, "job")} of the past. ` +
    (unreadable > 0 || waiting + owed + ended === 0
      ? `Not readable: ${
        unreadable === 0 ? "everything" : counted(unreadable, "record")
      }. Compare the latest tickets ` +
        "with the backend: one may be missing, or come out again."
      : "Nothing is known to be lost.");
}

function emptied(path: string): string {
  return `The database ${basename(path)} in ${
    dirname(path)
  } was an empty file, and a new one was begun in it. If this ` +
    "PC has printed before, jobs that waited are lost, and one that comes again is printed again.";
}

function counted(count: number, noun: string): string {
  return `${count.toLocaleString("en-US")} ${noun}${count === 1 ? "" : "s"}`;
}

function isEmpty(path: string): boolean {
  return exists(path) && Deno.statSync(path).size === 0;
}

function exists(path: string): boolean {
  try {
    Deno.lstatSync(path);
    return true;
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return false;
    throw error;
  }
}

function remove(path: string): void {
  try {
    Deno.removeSync(path);
  } catch (error) {
    if (!(error instanceof Deno.errors.NotFound)) throw error;
  }
}
