import { DatabaseSync } from "node:sqlite";

/** What became of one job, without anything that stands on its paper. Times are ms since 1970. */
export interface RecentJob {
  readonly id: string;
  readonly type: string | null;
  readonly lane: string | null;
  readonly state: string;
  readonly attempts: number;
  readonly receivedAtMs: number;
  readonly settledAtMs: number | null;
  /** Code of the latest failure. */
  readonly error: string | null;
  /** Bytes the printer was given. */
  readonly bytes: number | null;
}

/**
 * The last `limit` jobs of the database at `path`, newest first, read beside a running client. Throws what SQLite says when
 * there is none, or it is damaged.
 */
export function recentJobs(path: string, limit: number): RecentJob[] {
  const database = new DatabaseSync(path, { readOnly: true });
  try {
    return database.prepare(`
      SELECT id, json_extract(job, '$.type') AS type, lane, state, attempts, received_at_ms AS receivedAtMs,
             settled_at_ms AS settledAtMs, error, length(bytes) AS bytes
      FROM jobs ORDER BY seq DESC LIMIT ?
    `).all(limit) as unknown as RecentJob[];
  } finally {
    database.close();
  }
}
