import { DatabaseSync } from "node:sqlite";
import { MIGRATIONS } from "./migrations.ts";

/**
 * Opens the database at `path` (created when missing; `":memory:"` for none on disk) and brings it to the newest
 * schema. Every commit is on the disk when it returns: WAL with `synchronous=FULL`. Throws what SQLite says when the
 * file cannot be opened, is no database, or was written by a newer version of this program.
 */
export function openDatabase(path: string): DatabaseSync {
  const database = new DatabaseSync(path);
  try {
    database.exec(`
      PRAGMA journal_mode = WAL;
      PRAGMA synchronous = FULL;
      PRAGMA foreign_keys = ON;
      PRAGMA busy_timeout = 5000;
    `);
    migrate(database);
    return database;
  } catch (error) {
    database.close();
    throw error;
  }
}

/** Runs `action` as one transaction, or as part of the one that is open: all of it is on disk, or none. */
export function transaction<T>(database: DatabaseSync, action: () => T): T {
  if (database.isTransaction) return action();
  database.exec("BEGIN IMMEDIATE");
  try {
    const result = action();
    database.exec("COMMIT");
    return result;
  } catch (error) {
    // SQLite itself rolls back after some errors (a full disk); a second ROLLBACK would hide the first error.
    if (database.isTransaction) database.exec("ROLLBACK");
    throw error;
  }
}

/**
 * Runs `action` as a transaction that the next one brings to the disk: for what can be made again when the power goes before
 * that. The file stays whole all the same.
 */
export function unsynced(database: DatabaseSync, action: () => void): void {
  database.exec("PRAGMA synchronous = NORMAL");
  try {
    transaction(database, action);
  } finally {
    database.exec("PRAGMA synchronous = FULL");
  }
}

function migrate(database: DatabaseSync): void {
  const version = Number(database.prepare("PRAGMA user_version").get()?.user_version ?? 0);
  if (version > MIGRATIONS.length) {
    throw new Error(`the database has schema ${version}, written by a newer version of this program`);
  }
  MIGRATIONS.slice(version).forEach((sql, index) => {
    transaction(database, () => {
      database.exec(sql);
      database.exec(`PRAGMA user_version = ${version + index + 1}`);
    });
  });
}
