import assert from "node:assert/strict";
import { fail, note, ok } from "../../src/check/finding.ts";
import { slip } from "../../src/check/paper.ts";
import { DEFAULT_PROFILE } from "../../src/domain/profile.ts";
import { render, renderedText } from "../../src/render/render.ts";

const HEAD = { program: "printer-client 1.2.3", client: "till 1", time: "2026-11-23 08:30" };

Deno.test("slip() puts what is to do first and in whole, what is in order last and by name", () => {
  const profile = { ...DEFAULT_PROFILE, columns: 32 };
  const findings = [
    ok("disk", "81 GB free"),
    fail("backend", "Nothing listens on 10.0.0.1:5001. Start the backend."),
    note("sleep", "this PC sleeps after 30 min."),
    fail("printer BAR", "out of paper. Put in a roll."),
    ok("clock", "agrees"),
  ];
  const paper = renderedText(render(slip(findings, HEAD), profile).bytes, profile);
  const lines = paper.split("\n").map((line) => line.trimEnd());
  const expected = [
    "   Not ready: 2 things to do.",
    "  printer-client 1.2.3, till 1",
    "        2026-11-23 08:30",
    "--------------------------------",
    "1. backend",
    "Nothing listens on",
    "10.0.0.1:5001. Start the",
    "backend.",
    "",
    "2. printer BAR",
    "out of paper. Put in a roll.",
    "",
    "Worth knowing:",
    "sleep",
    "this PC sleeps after 30 min.",
    "",
    "In order: disk, clock (2 things)",
  ];
  assert.deepEqual(lines.slice(0, expected.length), expected);
});

Deno.test("slip() of a PC that is ready says so", () => {
  const text = renderedText(render(slip([ok("disk", "x")], HEAD), DEFAULT_PROFILE).bytes, DEFAULT_PROFILE);
  assert.match(text, /^ +Ready to print\.\n/);
  assert.doesNotMatch(text, /Worth knowing/);
});
