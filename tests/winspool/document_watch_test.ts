import assert from "node:assert/strict";
import { DocumentWatch } from "../../src/winspool/document_watch.ts";
import { ATTRIBUTE, JOB_STATUS, QUEUE_PAUSED } from "../../src/winspool/status_words.ts";

/** One look: bits of the document (`null`: not in the queue), its driver's text, bits of the queue. */
interface Seen {
  readonly job: number | null;
  readonly text?: string;
  readonly attributes?: number;
  readonly status?: number;
  readonly title?: string;
}

const { DELETING, DELETED, PRINTING, PRINTED, COMPLETE, ERROR, OFFLINE, PAPER_OUT, PAUSED } = JOB_STATUS;
const GONE: readonly Seen[] = [{ job: null }, { job: null }, { job: null }];
const SENT = "printed. Kitchen: the whole document went to the printer, as far as Windows knows.";
const TAKEN = "spooled. Kitchen: the document was deleted from the Windows queue; look at the paper before it is " +
  "printed again. !";
const WAITS = "the document waits in the Windows queue. !";

/** The news of looks, as `stage. message`, with ` !` for trouble. The last one must say that it is the last. */
function newsOf(looks: readonly Seen[]): string[] {
  const watch = new DocumentWatch();
  const all = looks.map(({ job, text = "", attributes = 0, status = 0, title = "Receipt #7" }) => {
    const queue = { printer: "Kitchen", port: "USB001", driver: "Fake", attributes, status, jobs: 1 };
    const about = { id: 1, title, datatype: "RAW", position: 1, totalPages: 1, pagesPrinted: 0 };
    const seen = job === null ? null : { ...about, statusText: text, status: job };
    return watch.learn({ printer: "Kitchen", queue }, seen);
  });
  const news = all.filter((one) => one !== null);
  const ends = news.map(({ message }) => /went to|was deleted/.test(message));
  assert.deepEqual(news.map(({ isLast }) => isLast), ends);
  assert.ok(news.every(({ evidence }) => evidence === "spooler"));
  return news.map(({ stage, message, isTrouble }) => `${stage}. ${message}${isTrouble ? " !" : ""}`);
}

const CASES: readonly (readonly [title: string, looks: readonly Seen[], news: readonly string[]])[] = [
  ["printed at once", GONE, [SENT]],
  ["waiting is no news at first", [{ job: 0 }, { job: 0 }], []],
  ["printing, then gone", [{ job: 0 }, { job: PRINTING }, { job: PRINTING }, ...GONE], [
    "spooled. Kitchen: Windows is sending the document to it.",
    SENT,
  ]],
  ["gone needs three looks in a row", [{ job: null }, { job: null }, { job: 0 }, ...GONE.slice(1)], []],
  ["offline in the attributes, back again", [
    { job: 0, attributes: ATTRIBUTE.WORK_OFFLINE },
    { job: 0, attributes: ATTRIBUTE.WORK_OFFLINE },
    { job: 0 },
    ...GONE,
  ], [`spooled. Kitchen: offline; ${WAITS}`, "spooled. Kitchen: the document waits in the Windows queue.", SENT]],
  ["0x400 in the queue's status is no trouble", [{ job: 0, status: 0x400 }], []],
  ["toner low is no reason to wait", [{ job: 0, status: 0x20000 }], []],
  ["paper out of the document and of the queue once, without the bare error", [
    { job: ERROR | PAPER_OUT, status: 0x10 | 0x400000 },
  ], [`spooled. Kitchen: out of paper, cover open; ${WAITS}`]],
  [
    "each trouble of a document",
    [
      { job: PAUSED },
      { job: ERROR },
      { job: OFFLINE },
      { job: JOB_STATUS.USER_INTERVENTION },
      { job: JOB_STATUS.BLOCKED },
    ],
    ["paused", "error", "offline", "needs attention", "the driver cannot print it"]
      .map((words) => `spooled. Kitchen: ${words}; ${WAITS}`),
  ],
  ["the driver's words win over the document's bits, not over the queue's", [
    { job: ERROR, text: "Letër mbaroi.\n" },
    { job: ERROR, text: "Letër mbaroi", attributes: ATTRIBUTE.WORK_OFFLINE },
    { job: ERROR, text: "Printer Offline!", attributes: ATTRIBUTE.WORK_OFFLINE },
    { job: PRINTING, text: "Po printon" },
  ], [
    `spooled. Kitchen: Letër mbaroi; ${WAITS}`,
    `spooled. Kitchen: Letër mbaroi, offline; ${WAITS}`,
    `spooled. Kitchen: Printer Offline!; ${WAITS}`,
    "spooled. Kitchen: Po printon; the document is in the Windows queue.",
  ]],
  ["kept after printing: PRINTED is the last word", [
    { job: PRINTING, attributes: ATTRIBUTE.KEEP_PRINTED_JOBS },
    { job: PRINTED | PRINTING, attributes: ATTRIBUTE.KEEP_PRINTED_JOBS },
    { job: PRINTED, attributes: ATTRIBUTE.KEEP_PRINTED_JOBS },
  ], [
    "spooled. Kitchen: Windows is sending the document to it.",
    "spooled. Kitchen: the printer has the whole document and is busy with it.",
    SENT,
  ]],
  ["gone from a queue that keeps: a person took it out", [
    { job: 0 },
    ...GONE.map((seen) => ({ ...seen, attributes: ATTRIBUTE.KEEP_PRINTED_JOBS })),
  ], [TAKEN]],
  ["complete is sent, and not yet at its end", [{ job: COMPLETE }, ...GONE], [
    "spooled. Kitchen: the printer has the whole document and is busy with it.",
    SENT,
  ]],
  ["deleted by hand", [{ job: DELETING }, { job: DELETING | DELETED }, ...GONE], [
    "spooled. Kitchen: the document is being deleted from the Windows queue. !",
    TAKEN,
  ]],
  ["deleted by hand while printing, whatever Windows says then", [
    { job: DELETING | PRINTING },
    { job: DELETING | PRINTED },
    ...GONE,
  ], ["spooled. Kitchen: the document is being deleted from the Windows queue. !", TAKEN]],
  ["Windows clears away what it has printed", [{ job: PRINTED | DELETING }], [SENT]],
  ["Windows clears away what it has sent", [{ job: COMPLETE }, { job: DELETING }, ...GONE], [
    "spooled. Kitchen: the printer has the whole document and is busy with it.",
    SENT,
  ]],
  ["gone while the queue is still offline: a person took it out", [
    { job: 0, attributes: ATTRIBUTE.WORK_OFFLINE },
    ...GONE.map((seen) => ({ ...seen, attributes: ATTRIBUTE.WORK_OFFLINE })),
  ], [`spooled. Kitchen: offline; ${WAITS}`, TAKEN]],
  ["gone after the queue was paused under it", [
    { job: PRINTING, status: QUEUE_PAUSED },
    ...GONE.map((seen) => ({ ...seen, status: QUEUE_PAUSED })),
  ], [`spooled. Kitchen: paused; ${WAITS}`, SENT.replace(/\.$/, ", after it had reported: paused.")]],
  ["gone after trouble that is over", [{ job: OFFLINE }, ...GONE], [
    `spooled. Kitchen: offline; ${WAITS}`,
    SENT.replace(/\.$/, ", after it had reported: offline."),
  ]],
  ["the number belongs to another document by now", [
    { job: 0 },
    ...[1, 2, 3].map(() => ({ job: PRINTING, title: "Another #8" })),
  ], [SENT]],
];

Deno.test("DocumentWatch.learn() tells what changes, and no more than Windows knows", async (t) => {
  for (const [title, looks, expected] of CASES) {
    await t.step(title, () => assert.deepEqual(newsOf(looks), expected));
  }
});

Deno.test("DocumentWatch.learn() reads a queue that Windows tells nothing of", () => {
  const watch = new DocumentWatch();
  const look = { printer: "Kitchen", queue: null };
  const last = [1, 2, 3].map(() => watch.learn(look, null)).at(-1);
  assert.equal(last?.stage, "printed");
});

Deno.test("DocumentWatch.giveUp() names the latest trouble", () => {
  const watch = new DocumentWatch();
  const queue = { printer: "Kitchen", port: "", driver: "", attributes: ATTRIBUTE.WORK_OFFLINE, status: 0, jobs: 1 };
  const about = { id: 1, title: "x", datatype: "RAW", position: 1, totalPages: 1, pagesPrinted: 0 };
  watch.learn({ printer: "Kitchen", queue }, { ...about, statusText: "", status: 0 });
  assert.deepEqual(watch.giveUp("Kitchen", 24), {
    stage: "spooled",
    evidence: "spooler",
    message: "Kitchen: the document has not left the Windows queue in 24 hours (offline); it is no longer watched.",
    isTrouble: true,
    isLast: true,
  });
});
