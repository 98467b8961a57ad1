import type { LogLevel, LogRecord } from "@logtape/logtape";
import { EOL } from "node:os";
import { isoTime } from "../domain/outcome.ts";
import { printable } from "../domain/printable.ts";

/** How a line of the log is written. */
export const LOG_FORMATS = ["text", "json"] as const;
export type LogFormat = typeof LOG_FORMATS[number];

const WORDS: Record<LogLevel, string> = {
  trace: "TRACE",
  debug: "DEBUG",
  info: "INFO",
  warning: "WARN",
  error: "ERROR",
  fatal: "FATAL",
};

/** A record as a line for people: `2026-03-07 21:14:05.120 INFO job_printed job=7f3a printer="Kitchen" ms=38`. */
export function formatLine(record: LogRecord): string {
  const text = eventText(String(record.rawMessage), record.properties);
  return `${localTime(record.timestamp)} ${WORDS[record.level]} ${text}${EOL}`;
}

/** An event and its fields on one line: `job_printed job=7f3a printer="Kitchen" ms=38`. */
export function eventText(event: string, fields: Readonly<Record<string, unknown>>): string {
  const shown = Object.entries(fields)
    .filter(([, value]) => value !== undefined)
    .map(([key, value]) => ` ${printable(key, 40)}=${fieldValue(value)}`);
  return `${printable(event, 80)}${shown.join("")}`;
}

/** A record as a JSON object: `{"time":"2026-03-07T21:14:05.120+01:00","level":"info","event":"job_printed","job":"7f3a"}`. */
export function jsonLine(record: LogRecord): string {
  const { timestamp, level, rawMessage: event, properties } = record;
  const line = { time: isoTime(timestamp), level: WORDS[level].toLowerCase(), event, ...safe(properties) };
  return `${JSON.stringify(line)}\n`;
}

function safe(properties: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const entries = Object.entries(properties).filter(([key]) => !["time", "level", "event"].includes(key));
  return Object.fromEntries(entries.map(([key, value]) => [key, isPlain(value) ? short(value) : textOf(value)]));
}

/** Measured times have more digits than anybody reads. */
function short(value: unknown): unknown {
  return typeof value === "number" ? Math.round(value * 1_000) / 1_000 : value;
}

function isPlain(value: unknown): boolean {
  if (Array.isArray(value)) return value.every(isPlain);
  return value === null || ["string", "number", "boolean", "undefined"].includes(typeof value);
}

// Bare where a reader cannot mistake where it ends: numbers, ids, codes. Everything else is quoted.
function fieldValue(value: unknown): string {
  if (typeof value === "number" || typeof value === "boolean" || value === null) return String(short(value));
  const text = printable(textOf(value), 1000);
  return /^[a-z0-9][a-z0-9_.:+-]*$/.test(text) ? text : JSON.stringify(text);
}

function textOf(value: unknown): string {
  if (typeof value === "string") return value;
  if (value instanceof Error) return value.message;
  if (Array.isArray(value)) return value.map(textOf).join("; ");
  try {
    return JSON.stringify(value) ?? String(value);
  } catch {
    return String(value);
  }
}

function localTime(ms: number): string {
  const offset = new Date(ms).getTimezoneOffset();
  return new Date(ms - offset * 60_000).toISOString().slice(0, -1).replace("T", " ");
}

/** What an error says, without a full stop. */
export function reasonOf(error: unknown): string {
  return printable(error instanceof Error ? error.message : String(error)).replace(/[.:]+$/, "");
}
