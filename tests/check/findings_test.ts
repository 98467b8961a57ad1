import assert from "node:assert/strict";
import { count, sizeText, timeText } from "../../src/check/amounts.ts";
import { type BackendFacts, backendFinding } from "../../src/check/backend.ts";
import { certificateFinding } from "../../src/check/certificate.ts";
import { clockFinding } from "../../src/check/clock.ts";
import { databaseFinding } from "../../src/check/database.ts";
import type { DatabaseHealth } from "../../src/domain/database_health.ts";
import { diskFinding } from "../../src/check/disk.ts";
import { type FilesFacts, filesFinding, templatesFinding } from "../../src/check/files.ts";
import type { Finding, FindingKind } from "../../src/check/finding.ts";
import { logFinding } from "../../src/check/log_folder.ts";
import {
  folderFinding,
  restartFinding,
  runningFinding,
  sleepFinding,
  startFinding,
} from "../../src/check/windows_pc.ts";

type Row = readonly [title: string, finding: Finding, kind: FindingKind, message: RegExp];

const NOW = Date.UTC(2026, 10, 23, 8, 30);
const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
const SOUND = { state: "sound", bytes: 250_000, waiting: 0, oldestMs: null, owed: 0, oldestOwedMs: null } as const;
const FILES: FilesFacts = { missingFonts: [], fontProblem: null, logo: null, assetsDir: "C:\\pc\\assets", pictures: 0 };

const database = (facts: Partial<DatabaseHealth>, isRunning = true) =>
  databaseFinding({ ...SOUND, ...facts } as DatabaseHealth, NOW, isRunning);
const certificate = (fromDays: number, untilDays: number, insecure = false) =>
  certificateFinding(
    { subject: "shop.example", issuer: "Shop CA", fromMs: NOW + fromDays * DAY, untilMs: NOW + untilDays * DAY },
    NOW,
    insecure,
  );
const backend = (facts: BackendFacts) => backendFinding("https://shop", facts);
const [INSECURE, STOPPED, DUE, ACCEPTED] = [true, false, true, true];

const ROWS: readonly Row[] = [
  ["disk with room", diskFinding("disk", "C:\\pc", 81e9), "ok", /^81 GB free on the disk of C:\\pc$/],
  ["disk that is short", diskFinding("disk", "C:\\pc", 999e6), "note", /only 999\.0 MB free .* Delete/],
  [
    "disk that is full",
    diskFinding("disk", "C:\\pc", 99e6),
    "fail",
    /only 99\.0 MB free .*jobs will be refused\. Delete/,
  ],

  ["no database", database({ state: "none" }), "ok", /^none yet/],
  ["a sound one", database({}), "ok", /^sound, 250 kB$/],
  [
    "jobs that have just come",
    database({ waiting: 1, oldestMs: NOW - MINUTE }),
    "ok",
    /^sound, 250 kB; 1 job waiting, the oldest for 60 s$/,
  ],
  [
    "jobs that wait long",
    database({ waiting: 3, oldestMs: NOW - 40 * MINUTE }),
    "note",
    /3 jobs waiting, the oldest for 40 min\. Look at the printers/,
  ],
  [
    "jobs that wait long for a client that does not run",
    database({ waiting: 3, oldestMs: NOW - 40 * MINUTE }, STOPPED),
    "note",
    /the oldest for 40 min\. Start the program/,
  ],
  ["answers on their way", database({ owed: 2, oldestOwedMs: NOW - MINUTE }), "ok", /2 answers not yet confirmed/],
  [
    "answers that nobody confirms",
    database({ owed: 1, oldestOwedMs: NOW - 5 * 60 * MINUTE }),
    "note",
    /1 answer not yet confirmed by the backend\. The oldest answer waits for 5 h/,
  ],
  ["a large database", database({ bytes: 3e9 }), "note", /^sound, 3 GB\. It is large: a smaller HISTORY_DAYS/],
  [
    "a damaged database of a running client",
    database({ state: "damaged", reason: "page 3 is never used" }),
    "fail",
    /damaged \(page 3 is never used\)\. End the program and start it again/,
  ],
  [
    "a damaged database",
    database({ state: "damaged", reason: "cut off" }, STOPPED),
    "fail",
    /damaged \(cut off\)\. Start the program/,
  ],
  [
    "a database of others",
    database({ state: "unusable", problem: "Allow this account." }),
    "fail",
    /^Allow this account\.$/,
  ],

  [
    "a log",
    logFinding({ file: "C:\\pc.log", sizes: [5e6, 1e6], problem: null }),
    "ok",
    /^C:\\pc\.log, 2 files, 6\.0 MB$/,
  ],
  ["no log yet", logFinding({ file: "C:\\pc.log", sizes: [], problem: null }), "ok", /none yet/],
  [
    "a log without rights",
    logFinding({ file: "C:\\pc.log", sizes: [], problem: "denied" }),
    "fail",
    /denied\. Set LOG_FILE/,
  ],

  ["a clock that agrees", clockFinding(-60_000), "ok", /^agrees/],
  ["a clock that is a little ahead", clockFinding(61_000), "note", /61 s ahead of the backend's\. Windows: Settings/],
  ["a clock that is behind", clockFinding(-9 * MINUTE), "note", /9 min behind/],
  [
    "a clock that is wrong",
    clockFinding(-61 * MINUTE),
    "fail",
    /61 min behind the backend's: receipts carry a wrong time/,
  ],
  ["a backend without a clock", clockFinding(null), "ok", /no time/],

  ["a certificate", certificate(-30, 60), "ok", /^for shop\.example, from Shop CA, last day 2027-01-22$/],
  ["a certificate that ends in 30 days", certificate(-30, 30), "ok", /last day 2026-12-23/],
  ["a certificate that ends sooner", certificate(-30, 29), "note", /ends in 29 days, on 2026-12-22\. Have it renewed/],
  ["a certificate that has ended", certificate(-30, -1), "fail", /expired on 2026-11-22\. Renew it/],
  ["a certificate to come", certificate(1, 60), "fail", /valid only from 2026-11-24\. Check this PC's date/],
  ["any certificate", certificate(-30, 60, INSECURE), "note", /TLS_INSECURE=on takes any other/],

  [
    "accepted",
    backend({ how: "asked", isAccepted: ACCEPTED, message: "Shop accepted us." }),
    "ok",
    /^Shop accepted us\.$/,
  ],
  [
    "refused",
    backend({ how: "asked", isAccepted: !ACCEPTED, message: "Check SESSION_ID." }),
    "fail",
    /^Check SESSION_ID\.$/,
  ],
  ["away", backend({ how: "unreachable", problem: "Nothing listens." }), "fail", /^Nothing listens\.$/],
  [
    "connected",
    backend({ how: "held", connected: true, lastWord: " since 08:01" }),
    "ok",
    /^the running program is connected to https:\/\/shop since 08:01$/,
  ],
  ["not connected", backend({ how: "held", connected: false, lastWord: "" }), "fail", /is not connected .*--logs/],
  ["perhaps connected", backend({ how: "held", connected: null, lastWord: "" }), "note", /Look at its window/],

  [
    "templates",
    templatesFinding({ folder: "C:\\t", own: [], problems: [] }),
    "ok",
    /^the shipped ones; none .* in C:\\t$/,
  ],
  ["own templates", templatesFinding({ folder: "C:\\t", own: ["a"], problems: [] }), "ok", /^the shop's own a in/],
  ["broken ones", templatesFinding({ folder: "C:\\t", own: ["a"], problems: ["x", "y"] }), "fail", /^x y$/],
  ["pictures", filesFinding({ ...FILES, logo: { width: 9, height: 8 }, pictures: 1 }), "ok", /logo 9x8, 1 picture in/],
  ["no pictures", filesFinding(FILES), "ok", /^fonts complete, no logo, no pictures in/],
  [
    "missing fonts",
    filesFinding({ ...FILES, missingFonts: ["NotoSansKR"] }),
    "note",
    /NotoSansKR is missing\. Download/,
  ],
  [
    "a broken font",
    filesFinding({ ...FILES, fontProblem: "the font x is damaged" }),
    "note",
    /x is damaged\. Take it out/,
  ],

  ["the task", startFinding("ours"), "ok", /starts this program/],
  ["an unreadable task", startFinding("unreadable"), "ok", /there is a task/],
  ["no task", startFinding("none"), "note", /--install-task makes one/],
  [
    "another's task",
    startFinding({ starts: "D:\\x.exe" }),
    "note",
    /"D:\\x\.exe"\. .*--install-task makes it this one/,
  ],
  ["a PC that stays awake", sleepFinding({ standbyMs: 0, hibernateMs: 0 }), "ok", /does not go to sleep/],
  ["an unknown PC", sleepFinding({ standbyMs: null, hibernateMs: null }), "ok", /does not tell/],
  [
    "a PC that sleeps",
    sleepFinding({ standbyMs: 30 * MINUTE, hibernateMs: 0 }),
    "note",
    /sleeps after 30 min without use.*: powercfg \/change standby-timeout-ac 0$/,
  ],
  [
    "a PC that does both",
    sleepFinding({ standbyMs: 30 * MINUTE, hibernateMs: 180 * MINUTE }),
    "note",
    /sleeps after 30 min and hibernates after 3 h .*standby-timeout-ac 0 and powercfg \/change hibernate-timeout-ac 0$/,
  ],
  ["no restart", restartFinding(!DUE), "ok", /none/],
  ["a restart", restartFinding(DUE), "note", /Do it now/],
  ["a running client", runningFinding(71), "ok", /process 71/],
  ["no client", runningFinding(null), "note", /Start it/],
  ["a data folder", folderFinding("C:\\d", null), "ok", /^C:\\d$/],
  [
    "a protected data folder",
    folderFinding("C:\\d", "denied"),
    "fail",
    /cannot write in "C:\\d": denied\. Set DATA_DIR/,
  ],
];

Deno.test("each finding says ok, what to know or what to do", async (t) => {
  for (const [title, finding, kind, message] of ROWS) {
    await t.step(`${finding.name}: ${title}`, () => {
      assert.equal(finding.kind, kind, finding.message);
      assert.match(finding.message, message);
    });
  }
});

Deno.test("sizeText(), timeText() and count() are for people", () => {
  assert.deepEqual([1, 999_999, 1_500_000, 2e9].map(sizeText), ["1 kB", "1000 kB", "1.5 MB", "2 GB"]);
  assert.deepEqual([90e3, 150e3, 119 * MINUTE, 47 * 60 * MINUTE, 3 * DAY].map(timeText), [
    "90 s",
    "3 min",
    "119 min",
    "47 h",
    "3 days",
  ]);
  assert.deepEqual([count(1, "job"), count(0, "job")], ["1 job", "0 jobs"]);
});
