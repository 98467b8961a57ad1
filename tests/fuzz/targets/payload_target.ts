import fc from "fast-check";
import { doubtfulValues } from "../../../src/domain/doubtful_values.ts";
import { type ParsedEvent, parseJob } from "../../../src/domain/job.ts";
import { PrintError } from "../../../src/domain/print_error.ts";
import { unknownFields } from "../../../src/domain/unknown_fields.ts";
import { Composer } from "../../../src/template/engine.ts";
import { readPage } from "../../../src/html/page.ts";
import { fixture } from "../../template/reading.ts";
import { hostileText, hostileValue, mutated } from "../hostile_values.ts";
import { checkOnPaper, hasControls } from "../paper_checks.ts";
import { expect, type Target } from "../target.ts";

const EVENTS = ["print_request", "pos", "reservation"];
const SAMPLES = [
  ...["pos.restaurant", "print_request.receipt", "print_request.reservation", "print_request.text"],
  ...["print_request.kitchen_ticket", "print_request.label", "print_request.shift_report", "reservation.printed"],
].map((name) => ({ event: name.split(".")[0] ?? "", payload: fixture(name) }));
const BODIES = [
  { event: "print_request", payload: { data: { type: "html", content: "<h1>Hello</h1><table><tr><td>1</table>" } } },
  { event: "print_request", payload: { data: { type: "raw", content: "G0A=" }, copies: 2 } },
];

interface Event {
  readonly event: string;
  readonly payload: unknown;
}

const composer = new Composer(undefined, { pages: () => Promise.resolve(readPage) });

/** What a backend sends, from the event to the bytes for the printer. */
export const payloadTarget: Target<Event> = {
  name: "payload",
  runs: 3_000,
  inputs: fc.oneof(
    {
      weight: 5,
      arbitrary: fc.constantFrom(...SAMPLES, ...BODIES).chain(({ event, payload }) =>
        mutated(payload).map((changed) => ({ event, payload: changed }))
      ),
    },
    fc.record({ event: fc.oneof(fc.constantFrom(...EVENTS), hostileText), payload: hostileValue }),
    fc.record({
      event: fc.constantFrom("print_request"),
      payload: fc.record({ type: fc.constantFrom("text", "html", "raw", "test_page", "label"), content: hostileValue }),
    }),
  ),
  async check({ event, payload }) {
    const parsed = parseJob(event, payload, {
      nipt: "L12345678A",
      types: composer.types,
      allowRaw: true,
      nowMs: 1_000,
      wallMs: 1_000,
      newId: () => "new",
    });
    expect(!("polluted" in {}), "Object.prototype was written to");
    checkParsed(parsed);
    if (parsed.kind !== "job" || parsed.job.type === "raw") return;
    const { job } = parsed;
    doubtfulValues(job);
    unknownFields(event, payload as Record<string, unknown>, job.type, composer.variablesOf(job.type));
    try {
      checkOnPaper(await composer.document(job, { columns: 48 }));
    } catch (error) {
      // The only faults that a job may have behind its acceptance, each answered in a sentence.
      const isAllowed = error instanceof PrintError &&
        (error.code === "template_invalid" || error.code === "document_invalid");
      if (!isAllowed) throw error;
      expect(!hasControls(error.sentence), `a sentence has a control: ${JSON.stringify(error.sentence)}`);
    }
  },
};

function checkParsed(parsed: ParsedEvent): void {
  if (parsed.kind === "refused") {
    expect(parsed.problems.length > 0, "refused without a reason");
    const words = [...parsed.problems, parsed.id, parsed.type ?? "", parsed.documentName ?? ""];
    for (const text of words) expect(!hasControls(text), `a control in ${JSON.stringify(text)}`);
  }
  if (parsed.kind !== "job") return;
  const { job } = parsed;
  const kept = JSON.stringify(job);
  expect(JSON.stringify(JSON.parse(kept)) === kept, "the job does not survive being stored");
  for (const text of [job.id, job.documentName, job.printerName ?? "", job.type]) {
    expect(!hasControls(text), `a control in ${JSON.stringify(text)}`);
  }
  expect(Number.isInteger(job.copies) && job.copies >= 1 && job.copies <= 20, `${job.copies} copies`);
  expect(Number.isInteger(job.priority), `priority ${job.priority}`);
  expect(job.expiresAtMs === null || Number.isFinite(job.expiresAtMs), `expires ${job.expiresAtMs}`);
}
