import assert from "node:assert/strict";
import { DEFAULT_PROFILE } from "../../../src/domain/profile.ts";
import { PLAIN } from "../../../src/domain/document.ts";
import { notice } from "../../../src/agent/prepare.ts";
import { render } from "../../../src/render/render.ts";
import { response } from "../../sqlite/samples.ts";
import { type Paper, readPaper, type Ticket } from "./tickets.ts";
import { type Evidence, verdictOf } from "./verdict.ts";

const tickets: Ticket[] = ["a", "b"].map((id, seq) => ({
  id,
  seq,
  printer: "BAR",
  lines: [`JOB ${id}`, "1 x", `END ${id}`],
}));

function paper(job: string | null, fields: Partial<Paper> = {}): Paper {
  return { printer: "BAR", job, hasBanner: false, text: "x", ...fields };
}

const exact: Evidence = {
  tickets,
  papers: [paper("a"), paper("b")],
  responses: [response("a"), response("b")],
  left: [],
};

Deno.test("verdictOf() finds nothing wrong with jobs that are on paper once, in order, and answered", () => {
  assert.deepEqual(verdictOf(exact), { problems: [], once: 2, repeated: 0, torn: 0, setAside: 0, unseen: 0 });
  const marked = response("a", "Printed on BAR. Marked as a possible duplicate: an earlier try may be on paper.");
  const again = {
    papers: [paper("a"), paper("a", { hasBanner: true }), paper("b")],
    responses: [marked, response("b")],
  };
  assert.deepEqual(verdictOf({ ...exact, ...again }).problems, []);
});

Deno.test("verdictOf() finds each way in which a sum can be wrong", async (t) => {
  const failed = { ...response("a"), status: "failed" as const };
  const aside = { ...response("a"), status: "failed" as const, stage: "uncertain" as const, attempts: 3 };
  const cases: [string, Partial<Evidence>, string[]][] = [
    ["missing", { papers: [paper("b")] }, ["a: not on paper; the backend was told: ok"]],
    ["torn only", { papers: [paper(null), paper("b")] }, ["a: not on paper; the backend was told: ok"]],
    ["twice", { papers: [paper("a"), paper("a"), paper("b")] }, [
      "a: printed again without the banner",
      "a: on paper 2 times, and the backend knows of one",
    ]],
    ["order", { papers: [paper("b"), paper("a")] }, ["a: out of order on BAR"]],
    ["elsewhere", { papers: [paper("a", { printer: "KITCHEN" }), paper("b")] }, ["a: on KITCHEN, not BAR"]],
    ["unanswered", { responses: [response("b")], left: ["a"] }, [
      "a: no response at the backend",
      "a: on paper, and the backend was told nothing",
    ]],
    ["untrue", { responses: [failed, response("b")] }, ["a: on paper, and the backend was told: ok"]],
    ["two stories", { responses: [response("a"), failed, response("b")] }, ["a: answered in two ways"]],
    ["set aside, and told so", { papers: [paper("b")], responses: [aside, response("b")] }, []],
  ];
  for (const [title, evidence, problems] of cases) {
    await t.step(title, () => assert.deepEqual(verdictOf({ ...exact, ...evidence }).problems, problems));
  }
});

Deno.test("readPaper() knows a whole ticket, one with the banner, and one that was torn anywhere", () => {
  const known = new Map(tickets.map((ticket) => [ticket.id, ticket]));
  const text = {
    kind: "text",
    align: "left",
    pre: true,
    spans: [{ text: "JOB a\n1 x\nEND a", style: PLAIN }],
  } as const;
  const cut = { kind: "cut", partial: true } as const;
  const { bytes } = render({ blocks: [text, cut] }, DEFAULT_PROFILE);
  const banner = render({ blocks: [notice("POSSIBLE DUPLICATE – first try 12:41"), text, cut] }, DEFAULT_PROFILE).bytes;
  assert.deepEqual([readPaper("BAR", bytes, known).job, readPaper("BAR", bytes, known).hasBanner], ["a", false]);
  assert.deepEqual([readPaper("BAR", banner, known).job, readPaper("BAR", banner, known).hasBanner], ["a", true]);
  for (let length = 0; length < bytes.length - 1; length++) {
    const { job } = readPaper("BAR", bytes.subarray(0, length), known);
    assert.equal(job, null, `${length} of ${bytes.length} bytes`);
  }
});
