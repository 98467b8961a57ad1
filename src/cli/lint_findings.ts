import { nearest } from "../config/notice.ts";
import { CONTENT, type Fields } from "../domain/content.ts";
import type { Document } from "../domain/document.ts";
import { doubtfulValues } from "../domain/doubtful_values.ts";
import type { Job } from "../domain/job.ts";
import { printable } from "../domain/printable.ts";
import type { Profile } from "../domain/profile.ts";
import { unknownFields, type UsedFields } from "../domain/unknown_fields.ts";
import { misfitsOf } from "../render/misfits.ts";
import { paperColumns } from "../render/range.ts";
import type { FileEvent } from "./job_file.ts";

/**
 * One thing about a job: an `error` keeps it from being printed, a `warning` makes something else of it than was meant
 * most likely, a `note` is worth a look.
 */
export interface Finding {
  readonly kind: "error" | "warning" | "note";
  /** A sentence without a full stop, beginning with the field it is about where there is one. */
  readonly text: string;
}

/** Examples that one finding gives. */
const MAX_EXAMPLES = 3;

/** Fields that nothing reads, with the name that was probably meant. */
export function unknownFieldFindings({ event, fields }: FileEvent, type: string, used: UsedFields): Finding[] {
  if (fields === null || typeof fields !== "object" || Array.isArray(fields)) return [];
  return unknownFields(event, fields as Fields, type, used).map(({ path, name, known, more }) => {
    const meant = nearest(name, known);
    const others = more === 0 ? "" : `, nor in ${more} more`;
    return {
      kind: "warning",
      text: `${printable(path)}: nothing reads this field${others}${meant === null ? "" : `; did you mean ${meant}?`}`,
    };
  });
}

/** Values that hardly are what was meant. */
export function doubtsOf(event: FileEvent, job: Job, nowMs: number): Finding[] {
  const path = contentPath(event, job.type);
  const doubts = doubtfulValues(job).map((text): Finding => ({ kind: "warning", text: `${path}${text}` }));
  if (job.expiresAtMs !== null && job.expiresAtMs <= nowMs) {
    doubts.push({ kind: "error", text: "expires_at: it is over, so nothing of the job would be printed" });
  }
  return doubts;
}

/** What stands before the names of a job's own fields. */
function contentPath({ event, fields }: FileEvent, type: string): string {
  if (event !== "print_request") return event === "pos" ? "pos_data." : "reservation_data.";
  const key = CONTENT.get(type)?.key ?? `${type}_data`;
  const { data } = fields as Fields;
  const body = data !== null && typeof data === "object" ? data : fields as Fields;
  return key !== "content" && key in body ? `${key}.` : "";
}

/** What does not fit the paper of a printer as it was meant. */
export function misfitFindings(document: Document, profile: Profile, printer: string): Finding[] {
  const { brokenWords, wrappedCells, longLines, shrunkPictures } = misfitsOf(document, profile);
  const paper = `the ${paperColumns(profile)} columns of ${printer}`;
  const found: Finding[] = [];
  const add = (kind: Finding["kind"], texts: readonly string[], one: string, many: string) => {
    if (texts.length === 0) return;
    const examples = texts.slice(0, MAX_EXAMPLES).map((text) => `"${printable(text, 40)}"`).join(", ");
    const what = texts.length === 1 ? `1 ${one}` : `${texts.length} ${many}`;
    found.push({ kind, text: `${what}: ${examples}${texts.length > MAX_EXAMPLES ? ", …" : ""}` });
  };
  add("warning", brokenWords, `word is broken on ${paper}`, `words are broken on ${paper}`);
  add("warning", longLines, `line is longer than ${paper}`, `lines are longer than ${paper}`);
  add("note", wrappedCells, "table cell takes more than one line", "table cells take more than one line");
  for (const { wanted, width } of shrunkPictures) {
    found.push({ kind: "note", text: `a picture of ${wanted} dots is made smaller: the paper has ${width}` });
  }
  return found;
}
