import assert from "node:assert/strict";
import { join } from "node:path";
import { type LogOptions, openLog, silentLog } from "../../src/log/log.ts";
import { formatLine, jsonLine } from "../../src/log/log_line.ts";

// deno-lint-ignore no-control-regex
const CONTROL = /[\u0000-\u0009\u000b-\u001f\u007f-\u009f]/;

async function inFolder(run: (folder: string) => Promise<void>): Promise<void> {
  const folder = await Deno.makeTempDir();
  try {
    await run(folder);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

function optionsIn(folder: string, options: Partial<LogOptions> = {}): LogOptions {
  return { level: "info", file: join(folder, "client.log"), fallbackFolder: join(folder, "temp"), ...options };
}

Deno.test("openLog() writes one line per event with time, level and fields", () =>
  inFolder(async (folder) => {
    const log = openLog(optionsIn(folder));
    log.info("job_printed", { job: "7f3a-1", printer: "Kitchen", ms: 38, warnings: undefined, ok: true });
    await log.close();
    const line = await Deno.readTextFile(join(folder, "client.log"));
    assert.match(
      line,
      /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d\.\d{3} INFO job_printed job=7f3a-1 printer="Kitchen" ms=38 ok=true\n$/,
    );
    assert.equal(log.file, join(folder, "client.log"));
    assert.equal(log.problem, null);
  }));

Deno.test("openLog() has each line in the file as soon as it is logged", () =>
  inFolder(async (folder) => {
    const log = openLog(optionsIn(folder));
    log.info("started");
    assert.match(await Deno.readTextFile(join(folder, "client.log")), /started/);
    await log.close();
  }));

Deno.test("openLog() leaves out what is below its level", async (t) => {
  for (const [level, expected] of [["debug", "dbg inf wrn err"], ["warn", "wrn err"], ["error", "err"]] as const) {
    await t.step(level, () =>
      inFolder(async (folder) => {
        const log = openLog(optionsIn(folder, { level }));
        log.debug("dbg");
        log.info("inf");
        log.warn("wrn");
        log.error("err");
        await log.close();
        const text = await Deno.readTextFile(join(folder, "client.log"));
        assert.equal(text.trim().split("\n").map((line) => line.split(" ")[3]).join(" "), expected);
      }));
  }
});

Deno.test("openLog() appends to a file that is there", () =>
  inFolder(async (folder) => {
    for (const event of ["first", "second"]) {
      const log = openLog(optionsIn(folder));
      log.info(event);
      await log.close();
    }
    assert.match(await Deno.readTextFile(join(folder, "client.log")), /first\n.*second\n$/);
  }));

Deno.test("formatLine() and jsonLine() write numbers with three decimals at most", () => {
  const properties = { renderMs: 0.27145299999999, ms: 38, bytes: 1_234_567, warnings: [1.5] };
  const record = { category: [], level: "info", message: ["x"], rawMessage: "x", timestamp: 0, properties } as const;
  assert.match(formatLine(record), / x renderMs=0\.271 ms=38 bytes=1234567 /);
  const { time: _, level: __, event: ___, ...fields } = JSON.parse(jsonLine(record));
  assert.deepEqual(fields, { ...properties, renderMs: 0.271 });
});

Deno.test("formatLine() lets no control character through, in event, key or value", () => {
  const line = formatLine({
    category: [],
    level: "error",
    message: [],
    rawMessage: "ev\x1b[2Jent\n2026 INFO forged",
    timestamp: 0,
    properties: {
      "k\x07ey": "a\r\nb\x1b]0;x\x07\u009b\u202e",
      error: new Error('bro\nken "x"'),
      list: ["\x00"],
      nothing: null,
    },
  });
  assert.equal(line.split("\n").length, 2);
  assert.doesNotMatch(line, CONTROL);
  assert.match(line, /k ey="a b ]0;x" error="bro ken \\"x\\"" list=.*nothing=null/);
});

Deno.test("openLog() keeps five files at most when the log grows", () =>
  inFolder(async (folder) => {
    const log = openLog(optionsIn(folder, { maxBytes: 300 }));
    for (let n = 0; n < 60; n++) {
      log.info("event", { n, padding: "x".repeat(60) });
      await new Promise((resolve) => setTimeout(resolve));
    }
    await log.close();
    const names = [...Deno.readDirSync(folder)].map(({ name }) => name).sort();
    assert.deepEqual(names, ["client.log", "client.log.1", "client.log.2", "client.log.3", "client.log.4"]);
    assert.match(await Deno.readTextFile(join(folder, "client.log")), /n=59/);
    // A rotation that failed for a moment is made up for one file's length later.
    for (const name of names) assert.ok((await Deno.stat(join(folder, name))).size <= 600);
  }));

Deno.test("openLog() goes on writing when the file cannot be rotated", () =>
  inFolder(async (folder) => {
    // Folders with something in them cannot be moved over each other: every rename fails, as with a locked file.
    for (const n of [1, 2, 3, 4]) await Deno.mkdir(join(folder, `client.log.${n}`, "full"), { recursive: true });
    const log = openLog(optionsIn(folder, { maxBytes: 300 }));
    for (let n = 0; n < 20; n++) {
      log.info("event", { n, padding: "x".repeat(60) });
      await new Promise((resolve) => setTimeout(resolve));
    }
    await log.close();
    const text = await Deno.readTextFile(join(folder, "client.log"));
    assert.match(text, /WARN log_interrupted reason=/);
    assert.match(text, /n=19/);
  }));

Deno.test("openLog() moves to the other folder and says so when the file cannot be opened", () =>
  inFolder(async (folder) => {
    await Deno.writeTextFile(join(folder, "file"), "");
    const file = join(folder, "file", "client.log");
    const log = openLog(optionsIn(folder, { file }));
    log.info("started");
    await log.close();
    assert.equal(log.file, join(folder, "temp", "client.log"));
    assert.ok(log.problem?.startsWith(`Cannot write the log file "${file}": `), log.problem ?? "");
    assert.match(await Deno.readTextFile(join(folder, "temp", "client.log")), /WARN log_moved .*\n.*started/);
  }));

Deno.test("openLog() is silent and says so when no file can be opened", () =>
  inFolder(async (folder) => {
    await Deno.writeTextFile(join(folder, "file"), "");
    const log = openLog(
      optionsIn(folder, { file: join(folder, "file", "a.log"), fallbackFolder: join(folder, "file") }),
    );
    log.error("lost");
    await log.close();
    assert.equal(log.file, null);
    assert.equal(log.problem?.match(/Cannot write the log file/g)?.length, 2);
  }));

Deno.test("silentLog() takes everything and has no file", async () => {
  const log = silentLog();
  log.info("nothing");
  await log.close();
  assert.equal(log.file, null);
});

Deno.test("openLog() writes one JSON object a line with LOG_FORMAT=json, whatever the fields are", () =>
  inFolder(async (folder) => {
    const log = openLog(optionsIn(folder, { format: "json" }));
    const circular: Record<string, unknown> = {};
    circular.self = circular;
    log.warn("job_waits", {
      job: "a\n\u001b[2J",
      ms: 3,
      event: "x",
      error: new Error("no paper"),
      many: ["a", 1],
      circular,
    });
    await log.close();
    const line = JSON.parse(await Deno.readTextFile(join(folder, "client.log")));
    assert.match(line.time, /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}[+-]\d\d:\d\d$/);
    assert.deepEqual({ ...line, time: "" }, {
      time: "",
      level: "warn",
      event: "job_waits",
      job: "a\n\u001b[2J",
      ms: 3,
      error: "no paper",
      many: ["a", 1],
      circular: "[object Object]",
    });
  }));

Deno.test("openLog() keeps as many files as it is told", () =>
  inFolder(async (folder) => {
    const log = openLog(optionsIn(folder, { maxBytes: 200, files: 2 }));
    for (let count = 0; count < 30; count++) log.info("job_printed", { count });
    await log.close();
    assert.deepEqual([...Deno.readDirSync(folder)].map(({ name }) => name).sort(), ["client.log", "client.log.1"]);
  }));

Deno.test("openLog() tells another place of what is in the file, and of nothing below its level", () =>
  inFolder(async (folder) => {
    const heard: string[] = [];
    const log = openLog(
      optionsIn(folder, { alsoTo: (level, event, { job }) => heard.push(`${level} ${event} ${job}`) }),
    );
    log.debug("settings");
    log.error("job_failed", { job: 7 });
    await log.close();
    assert.deepEqual(heard, ["error job_failed 7"]);
  }));
