/**
 * The schema, step by step: entry n brings a database of `user_version` n to n + 1. Entries are never edited once
 * released; a change is a new entry.
 */
export const MIGRATIONS: readonly string[] = [
  `
  CREATE TABLE jobs (
    seq            INTEGER PRIMARY KEY,           -- order of arrival
    id             TEXT    NOT NULL UNIQUE,       -- job_id: what makes a repetition a repetition
    lane           TEXT,                          -- the printer's name; NULL where none was chosen (rejected)
    state          TEXT    NOT NULL CHECK (state IN
                     ('queued','printing','spooled','printed','failed','expired','uncertain','rejected')),
    priority       INTEGER NOT NULL DEFAULT 0,
    job            TEXT,                          -- domain/job.ts as JSON; NULL where there is none (rejected)
    attempts       INTEGER NOT NULL DEFAULT 0,    -- counted when claimed
    not_before_ms  INTEGER NOT NULL DEFAULT 0,    -- a retry waits until then
    received_at_ms INTEGER NOT NULL,
    claimed_at_ms  INTEGER,                       -- the latest try
    repeat_of_ms   INTEGER,                       -- a try that may have reached paper
    diverted_from  TEXT,                          -- the lane that could not print it, and why
    divert_reason  TEXT,
    settled_at_ms  INTEGER,                       -- when it left queued and printing
    error          TEXT,                          -- code of the latest failure
    bytes          BLOB                           -- what the printer was given
  ) STRICT;
  CREATE INDEX jobs_queued ON jobs (lane, priority DESC, seq) WHERE state = 'queued';
  CREATE INDEX jobs_printing ON jobs (seq) WHERE state = 'printing';
  CREATE INDEX jobs_settled ON jobs (settled_at_ms) WHERE settled_at_ms IS NOT NULL;

  CREATE TABLE responses (
    job_id TEXT    PRIMARY KEY REFERENCES jobs (id) ON DELETE CASCADE,
    body   TEXT    NOT NULL,                      -- print_response as JSON
    owed   INTEGER NOT NULL DEFAULT 1,            -- 1 until the backend confirmed it
    tries  INTEGER NOT NULL DEFAULT 0             -- unconfirmed tries on a live connection
  ) STRICT;
  CREATE INDEX responses_owed ON responses (job_id) WHERE owed = 1;
  `,
  `
  ALTER TABLE jobs ADD COLUMN doubts INTEGER NOT NULL DEFAULT 0;  -- tries that may each have put it on paper

  -- What is owed is asked for in order of its ending: with job_id as the key that was a scan of the whole history.
  DROP INDEX responses_owed;
  CREATE INDEX responses_owed ON responses (owed) WHERE owed = 1;
  `,
  `
  ALTER TABLE jobs ADD COLUMN copies INTEGER NOT NULL DEFAULT 1;  -- the first paper, and those a person asked for
  `,
  `
  ALTER TABLE jobs ADD COLUMN order_key TEXT;                     -- of the tickets of one order; NULL for other jobs
  CREATE INDEX jobs_of_order ON jobs (order_key, seq) WHERE order_key IS NOT NULL;
  `,
  `
  ALTER TABLE jobs ADD COLUMN copy_of TEXT;                       -- the job that a person wanted again; NULL for others
  CREATE INDEX jobs_of_trouble ON jobs (state, seq) WHERE state IN ('failed','expired','uncertain','rejected');

  -- What jobs are found by; filled when somebody searches (job_archive.ts).
  CREATE VIRTUAL TABLE job_words USING fts5 (
    words, content = '', contentless_delete = 1, tokenize = 'unicode61 remove_diacritics 2');
  CREATE TRIGGER jobs_forgotten AFTER DELETE ON jobs BEGIN
    DELETE FROM job_words WHERE rowid = old.seq;
  END;
  `,
  `
  CREATE TABLE lanes (                            -- what a person decided about a printer, and what it has printed
    name         TEXT    PRIMARY KEY,
    paused_at_ms INTEGER,                         -- NULL while it prints
    handed_to    TEXT,                            -- the lane that prints its jobs; NULL when it does so itself
    handed_at_ms INTEGER,
    printed      INTEGER NOT NULL DEFAULT 0,      -- jobs since since_ms
    failed       INTEGER NOT NULL DEFAULT 0,
    since_ms     INTEGER,
    roll_at_ms   INTEGER,                         -- when a new roll was put in
    roll_mm      REAL    NOT NULL DEFAULT 0       -- paper used since then
  ) STRICT;

  -- Jobs that ended; their paper is measured when there is time for it (lane_book.ts).
  CREATE TABLE jobs_to_count (seq INTEGER PRIMARY KEY) STRICT;
  CREATE TRIGGER jobs_ended AFTER UPDATE OF state ON jobs
    WHEN old.state IN ('queued', 'printing') AND new.state NOT IN ('queued', 'printing')
  BEGIN
    INSERT INTO jobs_to_count (seq) VALUES (new.seq) ON CONFLICT DO NOTHING;
  END;
  `,
  `
  -- Its words are written without accents from now on (search_words.ts): they are indexed anew when somebody searches.
  INSERT INTO job_words (job_words) VALUES ('delete-all');
  `,
  `
  -- Its parts are joined a little at a time (job_archive.ts): left to itself that holds up printing for 50 ms now and then.
  INSERT INTO job_words (job_words, rank) VALUES ('automerge', 0);
  INSERT INTO job_words (job_words, rank) VALUES ('crisismerge', 1000);
  `,
];
