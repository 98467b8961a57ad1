import assert from "node:assert/strict";
import { prepare } from "../../src/agent/prepare.ts";
import { type ParsedEvent, parseJob } from "../../src/domain/job.ts";
import { NO_PAINTERS } from "../../src/domain/painter.ts";
import { DEFAULT_PROFILE } from "../../src/domain/profile.ts";
import { MAX_RAW_BYTES } from "../../src/domain/raw.ts";

const BYTES = Uint8Array.of(0x1b, 0x40, 0x41, 0x00, 0xff, 0x0a);

function parse(content: unknown, allowRaw: "off" | "on", more: Record<string, unknown> = {}): ParsedEvent {
  return parseJob("print_request", { data: { type: "raw", content }, ...more }, {
    nipt: "L1",
    types: ["text"],
    allowRaw: allowRaw === "on",
    nowMs: 0,
    wallMs: 0,
    newId: () => "1",
  });
}

function problems(parsed: ParsedEvent): readonly string[] {
  return parsed.kind === "refused" ? parsed.problems : [];
}

Deno.test("parseJob() refuses raw jobs with the setting's name unless they are allowed", () => {
  assert.deepEqual(problems(parse(BYTES.toBase64(), "off")), [
    "type: raw jobs are switched off on this PC; ALLOW_RAW=true in its settings allows them",
  ]);
  const parsed = parse(BYTES.toBase64(), "on");
  assert.ok(parsed.kind === "job");
  assert.equal(parsed.job.documentName, "Raw data");
});

Deno.test("parseJob() names what is wrong with the content of a raw job", async (t) => {
  const no = "content: expected base64 (letters, digits, + and /, filled up with =), got";
  const cases: [name: string, content: unknown, expected: string][] = [
    ["no base64", "@@@@", `${no} "@@@@"`],
    ["not filled up", "QUI", `${no} "QUI"`],
    ["bits too many", "QUJ=", `${no} "QUJ="`],
    ["empty", "", `${no} ""`],
    ["a number", 7, `${no} 7`],
    ["missing", undefined, "content: missing, expected text"],
    [
      "too long",
      "A".repeat(Math.ceil(MAX_RAW_BYTES / 3) * 4 + 4),
      "content: expected base64 of at most 1000000 bytes, got 1333340 characters",
    ],
  ];
  for (const [name, content, expected] of cases) {
    await t.step(name, () => assert.deepEqual(problems(parse(content, "on")), [expected]));
  }
});

Deno.test("prepare() sends the bytes of a raw job as they are, once for each copy", async () => {
  const parsed = parse(` ${BYTES.toBase64().slice(0, 4)}\n${BYTES.toBase64().slice(4)}`, "on", {
    copies: 2,
    open_drawer: true,
  });
  assert.ok(parsed.kind === "job");
  const compose = () => assert.fail("a raw job has no template");
  for (const format of ["escpos", "text"] as const) {
    const { bytes, warnings } = await prepare(parsed.job, { ...DEFAULT_PROFILE, format }, compose, NO_PAINTERS, [
      "POSSIBLE DUPLICATE",
    ]);
    assert.deepEqual([...bytes], [...BYTES, ...BYTES]);
    assert.deepEqual(warnings, [
      "not printed on raw data: POSSIBLE DUPLICATE",
      "raw data is sent as it is: open_drawer and beep were left out",
    ]);
  }
});
