import { DatabaseSync } from "node:sqlite";
import { printable } from "../domain/printable.ts";
import { MIGRATIONS } from "./migrations.ts";

/** Why the database cannot be used, and what a person does about it, in sentences. */
export class DatabaseError extends Error {
  override readonly name = "DatabaseError";
}

const SMALLEST_PAGE = 512;
const CUT_OFF = "the file is cut off";

/** Whether SQLite says that the file itself is broken, and not that a disk is full or a right is missing. */
export function isDamage(error: unknown): boolean {
  const message = error instanceof Error ? error.message : String(error);
  return /malformed|not a database|unsupported file format|no such (table|column)/i.test(message);
}

/**
 * What is wrong with the database file at `path`, in words; `null` when it can be used. A file that the last run closed
 * in good order is looked over where a start would fail; otherwise (a write-ahead log is left, or `markDamaged` was
 * called) every page is checked. Throws a DatabaseError for a file that is in order and still cannot be used.
 */
export function damageOf(path: string): string | null {
  const size = sizeOf(path);
  if (size === null) return null;
  const hasLog = (sizeOf(`${path}-wal`) ?? 0) > 0;
  if (size === 0) return hasLog ? "the file is empty" : null;
  // SQLite would take it for a new one.
  if (size < SMALLEST_PAGE) return CUT_OFF;
  const isSuspect = hasLog || sizeOf(markOf(path)) !== null;
  let database: DatabaseSync | null = null;
  try {
    // A log must stay as it is until the file is known to be sound; without one, only a writer leaves nothing behind.
    database = new DatabaseSync(path, { readOnly: isSuspect });
    return wrongIn(database, size, isSuspect);
  } catch (error) {
    if (isDamage(error)) return reasonOf(error);
    throw error instanceof DatabaseError ? error : unusable(path, error);
  } finally {
    database?.close();
  }
}

/** Has every page checked at the next start. Never throws. */
export function markDamaged(path: string): void {
  try {
    if (path !== ":memory:") Deno.writeTextFileSync(markOf(path), "");
  } catch {
    // Where nothing can be written the next start finds out by itself.
  }
}

/** A file beside the database that tells the next start of damage. */
export function markOf(path: string): string {
  return `${path}-damaged`;
}

/** `error` of opening the database at `path`, in sentences. */
export function unusable(path: string, error: unknown): DatabaseError {
  const reason = reasonOf(error);
  const remedy = /readonly|unable to open|permission|denied|EACCES|EPERM/i.test(reason)
    ? "Allow this account to write into that folder, or set DATA_DIR to another one."
    : /locked|busy/i.test(reason)
    ? "Another program has it open: close that."
    : "Look whether its disk is there and has room.";
  return new DatabaseError(`Cannot open the database "${printable(path)}": ${reason}. ${remedy}`);
}

function wrongIn(database: DatabaseSync, size: number, isThorough: boolean): string | null {
  const number = (pragma: string) => Number(Object.values(database.prepare(`PRAGMA ${pragma}`).get() ?? {})[0]);
  const version = number("user_version");
  if (version > MIGRATIONS.length) {
    throw new DatabaseError(
      `The database has schema ${version}, and this version of the program knows ${MIGRATIONS.length}: it was written ` +
        "by a newer version. Start that one; or move jobs.sqlite away from the data folder, with the jobs in it.",
    );
  }
  if (isThorough) {
    const [row] = database.prepare("PRAGMA quick_check(1)").all();
    const found = String(row?.quick_check);
    return found === "ok" ? null : found.replaceAll("\n", " ");
  }
  if (number("page_count") * number("page_size") > size) return CUT_OFF;
  if (version === 0) return null;
  // What a start reads: one page that is broken here would stop every job.
  database.prepare("SELECT * FROM jobs WHERE state = 'queued' ORDER BY lane, priority DESC, seq").all();
  database.prepare("SELECT * FROM jobs WHERE state = 'printing'").all();
  database.prepare("SELECT * FROM responses WHERE owed = 1").all();
  return null;
}

function sizeOf(path: string): number | null {
  try {
    const { isDirectory, size } = Deno.statSync(path);
    if (!isDirectory) return size;
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return null;
    throw unusable(path, error);
  }
  throw new DatabaseError(
    `Cannot open the database "${
      printable(path)
    }": a folder has this name. Move it away, or set DATA_DIR to another folder.`,
  );
}

function reasonOf(error: unknown): string {
  return printable(error instanceof Error ? error.message : String(error)).replace(/\.$/, "");
}
