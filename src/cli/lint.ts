import { prepare } from "../agent/prepare.ts";
import type { Choice } from "../agent/router.ts";
import type { Settings } from "../config.ts";
import type { Document } from "../domain/document.ts";
import type { Job } from "../domain/job.ts";
import type { Printers } from "../domain/ports.ts";
import { PrintError } from "../domain/print_error.ts";
import type { Composer } from "../template/engine.ts";
import { EXIT } from "./exit_code.ts";
import type { Io } from "./io.ts";
import { parseFileEvent, readFileEvent } from "./job_file.ts";
import { doubtsOf, type Finding, misfitFindings, unknownFieldFindings } from "./lint_findings.ts";
import type { Options } from "./options.ts";
import { choosePrinter } from "./print_once.ts";
import { shopComposer } from "./shop.ts";
import { CLOCK, PAINTERS } from "./wire.ts";

/** What is known of a job, as far as it got. */
interface Result {
  readonly findings: Finding[];
  job?: Job;
  choice?: Choice;
  bytes?: number;
}

/**
 * `--lint FILE`: says what the client would do with a job, and what is wrong or doubtful about it. Prints nothing. Ends with 1
 * when the job would not be printed, or not as the backend means it, and with 0 when there is at most something to look at.
 */
export async function lint(io: Io, options: Options, settings: Settings, printers: Printers): Promise<number> {
  const result: Result = { findings: [] };
  try {
    await examine(io, options, settings, printers, result);
  } catch (error) {
    if (!(error instanceof PrintError)) throw error;
    result.findings.push({ kind: "error", text: error.sentence });
  }
  show(io, options, result);
  return result.findings.some(({ kind }) => kind === "error") ? EXIT.failed : EXIT.done;
}

async function examine(
  io: Io,
  options: Options,
  settings: Settings,
  printers: Printers,
  result: Result,
): Promise<void> {
  const { findings } = result;
  const composer = await shopComposer(io, settings);
  const event = await readFileEvent(options.file);
  const parsed = parseFileEvent(event, settings, composer.types);
  const type = parsed.kind === "job" ? parsed.job.type : parsed.kind === "refused" ? parsed.type : null;
  if (type !== null) findings.push(...unknownFieldFindings(event, type, composer.variablesOf(type)));
  if (parsed.kind === "refused") {
    findings.unshift(...parsed.problems.map((text): Finding => ({ kind: "error", text })));
    return;
  }
  if (parsed.kind === "ignored") {
    findings.push({ kind: "error", text: ignoredBecause(parsed.reason, settings) });
    return;
  }
  const { job } = parsed;
  result.job = job;
  findings.push(...doubtsOf(event, job, CLOCK.nowMs()));
  if (!event.wasRequired) {
    findings.push({ kind: "warning", text: "print_required is not true: the client leaves such an event alone" });
  }
  result.choice = await choosePrinter(options.printer, job, settings, printers);
  const { name, profile } = result.choice.config;
  const { acceptTypes } = settings;
  if (acceptTypes !== null && !acceptTypes.includes(job.type)) {
    findings.push({ kind: "error", text: `type: ACCEPT_TYPES does not name ${job.type}: another PC is to print it` });
  }
  const { bytes, warnings } = await prepare(job, profile, (one, paper) => composer.document(one, paper), PAINTERS);
  result.bytes = bytes.length;
  findings.push(...warnings.map((text): Finding => ({ kind: "warning", text })));
  if (job.type !== "raw") {
    findings.push(...misfitFindings(await onePaper(composer, job, profile.columns), profile, name));
  }
}

/** The document once, however many copies are wanted. */
async function onePaper(composer: Composer, job: Job, columns: number): Promise<Document> {
  return await composer.document({ ...job, copies: 1 }, { columns });
}

function ignoredBecause(reason: string, settings: Settings): string {
  if (reason !== "other_company") return "the client leaves it alone: there is nothing to print in it";
  return `nipt: another company's: these settings have NIPT=${settings.nipt}, so it is neither printed nor answered`;
}

const MARKS = { error: "error  ", warning: "warning", note: "note   " } as const;

function show(io: Io, options: Options, { findings, job, choice, bytes }: Result): void {
  const isOk = !findings.some(({ kind }) => kind === "error");
  if (options.json) {
    const about = {
      ok: isOk,
      type: job?.type ?? null,
      printer: choice?.config.name ?? null,
      printer_because: choice?.why ?? null,
      bytes: bytes ?? null,
      findings,
    };
    io.out(JSON.stringify(about, null, 2));
    return;
  }
  for (const { kind, text } of findings) io.out(`${MARKS[kind]}  ${text}`);
  if (choice !== undefined) {
    const size = bytes === undefined ? "" : `: ${bytes} bytes`;
    io.out(`${job?.type ?? "job"} for ${choice.config.name}${size}. Nothing was printed.\n  because ${choice.why}`);
  } else io.out("Nothing was printed.");
  if (findings.length === 0) io.out("Nothing is wrong with it.");
}
