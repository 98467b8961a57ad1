import { LiquidError } from "liquidjs";
import { PrintError } from "../domain/print_error.ts";
import { printable } from "../domain/printable.ts";
import type { MarkupError } from "./attributes.ts";

interface Position {
  readonly line: number;
  readonly column: number;
}

const ENDLESS = /limit exceeded|call stack|string length|too deep/i;
const ENDLESS_HINT = "It makes too much text or takes too long: look for a loop without end.";

/** What Liquid found wrong with a template, while reading it or while filling it in. */
export function liquidProblem(name: string, error: unknown): PrintError {
  if (!LiquidError.is(error)) {
    const message = error instanceof Error ? error.message : String(error);
    return problem(name, null, message, "", error);
  }
  const [line = 1, column = 1] = error.token.getPosition();
  const cause: unknown = (error as { originalError?: unknown }).originalError;
  const message = (cause instanceof Error ? cause.message : error.message)
    .replace(/(?:, file:[^\n]*?)?, line:\d+, col:\d+$/, "");
  // The file is a template that this one includes.
  return problem(error.token.file ?? name, { line, column }, message, ENDLESS.test(message) ? ENDLESS_HINT : "", error);
}

/** A template that made more text than a document can have. */
export function tooLong(name: string, limit: number): PrintError {
  return problem(name, null, `it made more than ${limit} characters`, ENDLESS_HINT, undefined);
}

/**
 * A tag of a template that cannot be understood. The position is that of the tag in the template; where values made the
 * tag what it is, and it cannot be found there, that in the markup after Liquid.
 */
export function markupProblem(name: string, source: string, html: string, error: MarkupError): PrintError {
  const tag = html.slice(error.start, error.end);
  const word = /^<\/?[a-z0-9]+/i.exec(tag)?.[0] ?? tag;
  const literal = source.indexOf(tag);
  if (literal >= 0) return problem(name, positionOf(source, literal), error.message, "", error);
  const first = source.indexOf(word);
  if (first >= 0 && source.indexOf(word, first + 1) < 0) {
    return problem(name, positionOf(source, first), error.message, "", error);
  }
  const { line, column } = positionOf(html, error.start);
  return problem(name, null, `line ${line}, column ${column} of what it made: ${error.message}`, "", error);
}

/** The error of a template that was asked for but is not there. */
export function unknownTemplate(name: string, types: readonly string[]): PrintError {
  return new PrintError("template_invalid", `There is no template "${printable(name, 60)}".`, {
    hint: `Known are ${types.join(", ")}.`,
  });
}

function problem(name: string, at: Position | null, message: string, hint: string, cause: unknown): PrintError {
  const where = at === null ? "" : `, line ${at.line}, column ${at.column}`;
  const sentence = printable(message, 300).replace(/\.$/, "");
  return new PrintError("template_invalid", `Template "${name}"${where}: ${sentence}.`, {
    hint: hint || `Correct the template "${name}"${at === null ? "" : ` at line ${at.line}`}.`,
    cause,
    place: at === null ? null : { template: name, ...at },
  });
}

function positionOf(text: string, offset: number): Position {
  const before = text.slice(0, offset);
  return { line: before.split("\n").length, column: offset - before.lastIndexOf("\n") };
}
