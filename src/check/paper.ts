import { type Block, type Document, PLAIN, type Style } from "../domain/document.ts";
import { count } from "./amounts.ts";
import { type Finding, verdict } from "./finding.ts";

/** What stands at the head of the slip. */
export interface SlipHead {
  /** The program and its version. */
  readonly program: string;
  /** When, in local time: `2026-11-23 08:30`. */
  readonly time: string;
  /** Which client: its user name. */
  readonly client: string;
}

const BOLD: Style = { ...PLAIN, bold: true };

/** The check on paper: what is to do comes first and in whole, what is in order last and by name alone. */
export function slip(findings: readonly Finding[], head: SlipHead): Document {
  const failed = findings.filter(({ kind }) => kind === "fail");
  const notes = findings.filter(({ kind }) => kind === "note");
  const fine = findings.filter(({ kind }) => kind === "ok").map(({ name }) => name);
  return {
    blocks: [
      line(verdict(findings), { ...BOLD, height: 2 }, "center"),
      line(`${head.program}, ${head.client}`, PLAIN, "center"),
      line(head.time, PLAIN, "center"),
      { kind: "rule", character: "-" },
      ...failed.flatMap((finding, index) => entry(`${index + 1}. ${finding.name}`, finding)),
      ...(notes.length === 0 ? [] : [line("Worth knowing:", BOLD)]),
      ...notes.flatMap((finding) => entry(finding.name, finding)),
      line(`In order: ${fine.length === 0 ? "nothing" : `${fine.join(", ")} (${count(fine.length, "thing")})`}`, PLAIN),
      { kind: "feed", lines: 1 },
      { kind: "cut", partial: true },
    ],
  };
}

function entry(title: string, { message }: Finding): Block[] {
  return [line(title, BOLD), line(message, PLAIN), { kind: "feed", lines: 1 }];
}

function line(text: string, style: Style, align: "left" | "center" = "left"): Block {
  return { kind: "text", align, pre: false, spans: [{ text, style }] };
}
