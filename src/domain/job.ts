import type * as z from "zod";
import { CONTENT, type Fields, titleOf } from "./content.ts";
import { flag, problemsOf, text } from "./fields.ts";
import { CONTENT_OPTION_KEYS, jobId, OPTION_KEYS, optionsSchema } from "./job_options.ts";
import { printable, shown } from "./printable.ts";
import { RAW_OFF } from "./raw.ts";

/** A print job as accepted: plain data that survives JSON, so it can wait on disk. Times are ms since 1970 (UTC). */
export interface Job {
  /** The sender's `job_id`, or the one given here. */
  readonly id: string;
  /** `raw`, or the name of a template: `text`, `receipt`, `reservation`, … or one of the shop's own. */
  readonly type: string;
  /** The title in the printer's queue. One line without control characters. */
  readonly documentName: string;
  /** What the template of this type is given, validated. */
  readonly data: Readonly<Record<string, unknown>>;
  readonly printerName: string | null;
  readonly copies: number;
  readonly openDrawer: boolean;
  readonly cut: boolean;
  readonly beep: boolean;
  /** Higher goes first within a printer; 0 is normal. */
  readonly priority: number;
  /** Not to be printed at or after this instant; `null` where the sender set none. */
  readonly expiresAtMs: number | null;
  /** Lent until `expiresAtMs`: printed only after the backend has confirmed that it begins (`print_starting`). */
  readonly isLent?: true;
  readonly dryRun: boolean;
  readonly receivedAtMs: number;
  /** Made by this program, such as a test page: no backend hears of it. */
  readonly isOwn?: true;
  /** A person at this PC asked for it then: a copy of the job `copyOf`, or this one again, which first came at `firstMs`. */
  readonly asked?: {
    readonly atMs: number;
    readonly firstMs: number;
    readonly copyOf: string | null;
    readonly copy: number;
  };
}

/** What an event turned out to be. */
export type ParsedEvent =
  | { readonly kind: "job"; readonly job: Job }
  /** Not for us, or nothing to print. Neither printed nor answered. */
  | { readonly kind: "ignored"; readonly reason: "other_company" | "not_required" | "other_event" }
  /** A request that cannot be accepted. `problems` are sentences that begin with the path of the field. */
  | {
    readonly kind: "refused";
    readonly id: string;
    readonly type: string | null;
    readonly documentName: string | null;
    readonly problems: readonly string[];
  };

/** What `parseJob` needs to know about this client. */
export interface ParseContext {
  /** The company's tax number. */
  readonly nipt: string;
  /** The job types that can be composed: the names of the templates. */
  readonly types: readonly string[];
  /** Whether `raw` jobs, whose bytes go to the printer as they are, are accepted; not when missing. */
  readonly allowRaw?: boolean;
  readonly nowMs: number;
  /** The PC's clock, which `expires_at` is compared with. Differs from `nowMs` when somebody has set it since the start. */
  readonly wallMs: number;
  /** An id for a job that came without one. */
  newId(): string;
}

/**
 * Reads one event of a backend: `print_request` in both shapes (with `data`, or flat), `pos` and `reservation`. Never
 * throws; what is wrong with a request is a value. See CONTRACT: a payload with another company's `nipt` is ignored.
 */
export function parseJob(event: string, payload: unknown, context: ParseContext): ParsedEvent {
  if (event !== "print_request" && event !== "pos" && event !== "reservation") {
    return { kind: "ignored", reason: "other_event" };
  }
  if (!isFields(payload)) return refused(context, {}, null, [`payload: expected an object, got ${shown(payload)}`]);
  const envelope = payload;
  if (isOtherCompany(envelope.nipt, context)) return { kind: "ignored", reason: "other_company" };
  if (event === "print_request") {
    const { data } = envelope;
    if (data === undefined || data === null) return parseBody(envelope, envelope, context);
    if (!isFields(data)) return refused(context, envelope, null, [`data: expected an object, got ${shown(data)}`]);
    if (isOtherCompany(data.nipt, context)) return { kind: "ignored", reason: "other_company" };
    return parseBody(envelope, data, context);
  }
  const key = event === "pos" ? "pos_data" : "reservation_data";
  const type = event === "pos" ? "receipt" : "reservation";
  const data = envelope[key];
  if (!isFields(data)) {
    return data === undefined || data === null
      ? { kind: "ignored", reason: "not_required" }
      : refused(context, envelope, type, [`${key}: expected an object, got ${shown(data)}`]);
  }
  if (isOtherCompany(data.nipt, context)) return { kind: "ignored", reason: "other_company" };
  const required = flag.safeParse(data.print_required ?? false);
  if (!required.success) {
    return refused(context, { ...data, ...envelope }, type, [
      `${key}.print_required: expected true or false, got ${shown(data.print_required)}`,
    ]);
  }
  if (!required.data) return { kind: "ignored", reason: "not_required" };
  return accept(type, { path: "", fields: envelope }, { path: key, fields: data }, { path: key, value: data }, context);
}

interface Level {
  readonly path: string;
  readonly fields: Fields;
}

/** Paths in its problems are those of the body: `receipt_data.items[1].price`, with or without `data` around it. */
function parseBody(envelope: Fields, body: Fields, context: ParseContext): ParsedEvent {
  const given = body.type ?? inferredType(body);
  if (given === undefined) {
    const keys = INFERRED.map(([key]) => key).join(", ");
    return refused(context, { ...body, ...envelope }, null, [
      `type: missing, expected one of ${context.types.join(", ")} (or one of the fields ${keys})`,
    ]);
  }
  const type = typeof given === "string" ? given.trim().toLowerCase() : "";
  if (!context.types.includes(type) && (type !== "raw" || !context.allowRaw)) {
    const problem = type === "raw" ? RAW_OFF : `type: expected one of ${context.types.join(", ")}, got ${shown(given)}`;
    return refused(context, { ...body, ...envelope }, typeof given === "string" ? printable(given, 60) : null, [
      problem,
    ]);
  }
  const known = CONTENT.get(type);
  const usual = known?.key ?? `${type}_data`;
  const { otherKey } = known ?? {};
  const isOther = otherKey !== undefined && (body[usual] ?? undefined) === undefined && body[otherKey] !== undefined;
  const key = isOther ? otherKey : usual;
  const isApart = known?.isStrict === true || (body[key] ?? undefined) !== undefined;
  return accept(
    type,
    { path: "", fields: envelope },
    { path: "", fields: body },
    isApart ? { path: key, value: body[key] } : { path: "", value: body },
    context,
  );
}

/** The fields that say the type where it is missing. */
const INFERRED = [["content", "text"], ["receipt_data", "receipt"], ["reservation_data", "reservation"]] as const;

function inferredType(body: Fields): string | undefined {
  if (typeof body.content === "string" && /^\s*(?:<!doctype html|<html)/i.test(body.content)) return "html";
  if (typeof body.html === "string") return "html";
  return INFERRED.find(([key]) => body[key] !== undefined)?.[1];
}

/** Checks the options and the content together, so that one answer names every problem. */
function accept(
  type: string,
  outer: Level,
  inner: Level,
  content: { path: string; value: unknown },
  context: ParseContext,
): ParsedEvent {
  const problems: string[] = [];
  const options: z.infer<typeof optionsSchema> = {};
  const beside: Level = { path: content.path, fields: isFields(content.value) ? content.value : {} };
  for (const [level, keys] of [[beside, CONTENT_OPTION_KEYS], [inner, OPTION_KEYS], [outer, OPTION_KEYS]] as const) {
    const fields: Fields = {};
    for (const key of keys) if (level.fields[key] !== undefined) fields[key] = level.fields[key];
    const parsed = optionsSchema.safeParse(fields);
    if (parsed.success) Object.assign(options, defined(parsed.data));
    else {for (const problem of problemsOf(parsed.error, fields, level.path)) {
        if (!problems.includes(problem)) problems.push(problem);
      }}
  }
  const data = readContent(type, content, problems);
  if (problems.length > 0 || data === undefined) {
    return refused(context, { ...inner.fields, ...outer.fields }, type, problems);
  }
  const receivedAtMs = context.nowMs;
  const until = options.expires_in === undefined ? Infinity : receivedAtMs + options.expires_in * 1000;
  // What is left of it counts from now on: setting the clock later makes no job older.
  const at = options.expires_at === undefined ? Infinity : options.expires_at - context.wallMs + context.nowMs;
  const expiresAtMs = Math.min(at, until, options.lease_until ?? Infinity);
  return {
    kind: "job",
    job: {
      id: options.job_id ?? context.newId(),
      type,
      documentName: printable(options.document_name ?? "") || defaultTitle(type, data),
      data,
      printerName: printable(options.printer_name ?? "") || null,
      copies: options.copies ?? 1,
      openDrawer: options.open_drawer ?? false,
      cut: options.cut ?? true,
      beep: options.beep ?? false,
      priority: options.priority ?? 0,
      expiresAtMs: Number.isFinite(expiresAtMs) ? expiresAtMs : null,
      ...(options.lease_until === undefined ? {} : { isLent: true }),
      dryRun: options.dry_run ?? false,
      receivedAtMs,
    },
  };
}

function readContent(
  type: string,
  content: { path: string; value: unknown },
  problems: string[],
): Fields | undefined {
  const known = CONTENT.get(type);
  const value = content.value ?? undefined;
  if (known === undefined) return isFields(value) ? value : {};
  const wrapped = known.key === "content";
  if (value === undefined) {
    problems.push(`${content.path}: missing, expected ${wrapped ? "text" : "an object"}`);
    return undefined;
  }
  const input = wrapped ? { content: value } : value;
  const parsed = known.schema.safeParse(input);
  if (parsed.success) return defined(parsed.data);
  const path = wrapped ? content.path.replace(/\.?(?:content|html)$/, "") : content.path;
  const isOther = wrapped && content.path === known.otherKey;
  for (const problem of problemsOf(parsed.error, input, path)) {
    problems.push(isOther ? problem.replace(known.key, content.path) : problem);
  }
  return undefined;
}

function defaultTitle(type: string, data: Fields): string {
  const { title, number } = titleOf(type);
  const value = data[number];
  return printable(typeof value === "string" && value !== "" ? `${title} ${value}` : title);
}

function refused(context: ParseContext, fields: Fields, type: string | null, problems: string[]): ParsedEvent {
  const id = jobId.safeParse(fields.job_id);
  const name = text.safeParse(fields.document_name);
  return {
    kind: "refused",
    id: id.success ? id.data : context.newId(),
    type,
    documentName: name.success ? printable(name.data) || null : null,
    problems,
  };
}

function isOtherCompany(nipt: unknown, context: ParseContext): boolean {
  if (typeof nipt !== "string" && typeof nipt !== "number") return false;
  const theirs = String(nipt).trim().toUpperCase();
  return theirs !== "" && theirs !== context.nipt.trim().toUpperCase();
}

function isFields(value: unknown): value is Fields {
  return typeof value === "object" && value !== null && !Array.isArray(value) && !ArrayBuffer.isView(value);
}

function defined<T extends Fields>(fields: T): T {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as T;
}
