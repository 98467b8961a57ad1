import { type Compose, prepare } from "../../agent/prepare.ts";
import type { Settings } from "../../config.ts";
import { maskedPaper } from "../../dashboard/privacy.ts";
import { CONTENT } from "../../domain/content.ts";
import type { Job } from "../../domain/job.ts";
import { PrintError } from "../../domain/print_error.ts";
import type { Trial, TrialFinding, TrialWish } from "../../domain/template_trial.ts";
import { paperOf } from "../../render/paper_of.ts";
import { drawPaper } from "../../render/svg.ts";
import { PictureShelf } from "../../pictures/shelf.ts";
import { Composer } from "../../template/engine.ts";
import { FORMATS } from "../../template/formats.ts";
import { TemplateFolder } from "../../template_folder/template_folder.ts";
import type { FileEvent } from "../job_file.ts";
import { doubtsOf, type Finding, misfitFindings, unknownFieldFindings } from "../lint_findings.ts";
import { PAINTERS } from "../wire.ts";
import { sampleJobs } from "./sample_jobs.ts";

/** What of the settings the paper of a template depends on. */
export type TrialShop = Pick<Settings, "templatesDir" | "locale" | "currency" | "assetsDir" | "logo">;

/** Dots of paper that are drawn: three metres. */
const MAX_DOTS = 24_000;
/** Characters of a picture: what is longer would hold up a browser. */
const MAX_SVG = 4_000_000;

/**
 * Tries a text in the place of a template, as the shop's folder is now: composed, laid out, encoded for the printer and read
 * back from those bytes. Nothing stands in for what is broken. Never rejects. May take as long as it likes: see `Trials`.
 */
export async function tryTemplate(wish: TrialWish, shop: TrialShop): Promise<Trial> {
  try {
    return await tried(wish, shop);
  } catch (error) {
    return { findings: [errorOf(PrintError.from(error))], svg: null, bytes: null };
  }
}

async function tried(wish: TrialWish, shop: TrialShop): Promise<Trial> {
  const { name, text, jobs, profile, printer, isMasked, isFinal, notices } = wish;
  const found = await new TemplateFolder(shop.templatesDir).look();
  const before = { ...FORMATS, ...Object.fromEntries(found?.templates ?? []) };
  const labels = found?.labels ?? null;
  const composer = composerOf({ ...before, [name]: text }, labels, shop);
  const problem = composer.problemOf(name);
  if (problem !== null) throw problem;
  const [job, ...others] = jobs;
  const paper = { columns: profile.columns };
  const compose = (one: Job) => composer.document(one, paper);
  const { bytes, warnings } = await prepare(job, profile, compose, PAINTERS);
  for (const other of others) await compose(other);
  if (isFinal) await judgeOthers(composer, composerOf(before, labels, shop), name);

  const findings: TrialFinding[] = [
    ...warnings.map((text): Finding => ({ kind: "warning", text })),
    ...misfitFindings(await compose({ ...job, copies: 1 }), profile, printer),
    ...jobFindings(job, composer),
  ].map((finding) => placed(finding, name, text));
  const drawn = paperOf(bytes, profile);
  const picture = await drawPaper(isMasked ? withoutCodes(drawn) : drawn, profile, PAINTERS.codes, {
    maxDots: MAX_DOTS,
  });
  if (picture.left > 0) {
    const text = `the picture ends before the paper does: ${picture.left} lines, pictures and codes are missing in it`;
    findings.push({ kind: "note", text, place: null });
  }
  if (picture.svg.length > MAX_SVG) {
    throw new PrintError("document_invalid", `The picture is too large: more than ${MAX_SVG} characters.`);
  }
  const noticed = notices.length === 0 ? null : await prepare(job, profile, quietly(compose), PAINTERS, notices);
  return { findings, svg: picture.svg, bytes: noticed?.bytes ?? null };
}

/** One paper, with the drawer shut: nobody has paid. */
function quietly(compose: Compose): Compose {
  return async (job, paper) => {
    const { blocks, ...rest } = await compose({ ...job, copies: 1 }, paper);
    return { ...rest, blocks: blocks.filter(({ kind }) => kind !== "drawer" && kind !== "beep") };
  };
}

/** Throws where a template is broken that was not so before. */
async function judgeOthers(after: Composer, before: Composer, name: string): Promise<void> {
  for (const other of after.types) {
    if (other === name) continue;
    const fault = await faultOf(after, other);
    if (fault !== null && await faultOf(before, other) === null) throw fault;
  }
}

/** What is wrong with a template, without a job and with its sample. */
async function faultOf(composer: Composer, name: string): Promise<PrintError | null> {
  try {
    await composer.document(sampleJobs(name)[0], { columns: 48 });
    return composer.problemOf(name);
  } catch (error) {
    return PrintError.from(error);
  }
}

function composerOf(sources: Record<string, string>, labels: string | null, shop: TrialShop): Composer {
  const { locale, currency, assetsDir, logo } = shop;
  const pictures = new PictureShelf({ assetsDir, logo });
  const composer = new Composer(sources, { locale, currency, pictures });
  composer.useShop({ templates: new Map(), labels, problems: [] });
  return composer;
}

/** What `--lint` would say of the job itself. */
function jobFindings(job: Job, composer: Composer): Finding[] {
  const { type, data } = job;
  const key = CONTENT.get(type)?.key ?? `${type}_data`;
  const fields = { type, [key]: key === "content" ? data.content : data };
  const event: FileEvent = { event: "print_request", fields, wasRequired: job.dryRun };
  return [
    ...unknownFieldFindings(event, type, composer.variablesOf(type)),
    ...doubtsOf(event, { ...job, expiresAtMs: null }, job.receivedAtMs),
  ];
}

/** Nobody can look for a name in pictures and codes. */
function withoutCodes(paper: ReturnType<typeof paperOf>): ReturnType<typeof paperOf> {
  return maskedPaper(paper, (text) => text);
}

function errorOf(error: PrintError): TrialFinding {
  const text = error.place === null
    ? error.message
    : error.message.replace(/^Template "[^"]*", line \d+, column \d+: /, "");
  return { kind: "error", text, place: error.place };
}

/** With the line of what it quotes, where that stands in the template itself. */
function placed({ kind, text: said }: Finding, template: string, text: string): TrialFinding {
  for (const [, quoted = ""] of said.matchAll(/"([^"]+)"/g)) {
    const at = text.indexOf(quoted.replace(/…$/, ""));
    if (at < 0 || quoted.length < 2) continue;
    const before = text.slice(0, at);
    const place = { template, line: before.split("\n").length, column: at - before.lastIndexOf("\n") };
    return { kind, text: said, place };
  }
  return { kind, text: said, place: null };
}
