import type { Io } from "../../src/cli/io.ts";
import type { PaperItem } from "../../src/render/interpret.ts";
import type { SimulatedPrinter } from "./simulated_printer.ts";

const MAX_QUESTIONS = 60;

/** A person at a console who looks at the paper of a simulated printer, and answers what is asked by what is there. */
export class Person implements Io {
  readonly isTerminal = true;
  readonly ownsWindow = false;
  readonly hasColours = false;
  readonly args: readonly string[];
  /** Everything on the screen, questions and answers too. */
  screen = "";
  readonly #printer: SimulatedPrinter;
  readonly #dots: number;
  /** Papers that belong to questions that were answered. */
  #seen = 0;
  #step = "";
  #questions = 0;
  /** The answer instead of an honest one; `undefined` for that. */
  instead: (question: string, step: string) => string | null | undefined = () => undefined;

  constructor(args: readonly string[], printer: SimulatedPrinter, dots: number) {
    this.args = args;
    this.#printer = printer;
    this.#dots = dots;
  }

  out(text: string): void {
    if (text.startsWith("\n[")) this.#step = "";
    this.#step += `${text}\n`;
    this.screen += `${text}\n`;
  }

  err(text: string): void {
    this.out(text);
  }

  ask(question: string): Promise<string | null> {
    if (++this.#questions > MAX_QUESTIONS) throw new Error(`too many questions:\n${this.screen}`);
    const title = /^\[.*\] (.*)$/m.exec(this.#step)?.[1] ?? "";
    const told = this.instead(question, title);
    const answer = told === undefined ? this.#honest(question) : told;
    this.screen += `${question}${answer}\n`;
    return Promise.resolve(answer);
  }

  enter(): Promise<void> {
    return Promise.resolve();
  }

  onInterrupt(): () => void {
    return () => {};
  }

  #honest(question: string): string {
    if (question.startsWith("Number ")) return "";
    if (!question.includes(">")) return "y";
    const papers = this.#printer.papers.slice(this.#seen);
    this.#seen = this.#printer.papers.length;
    const right = papers.length > 1
      ? papers.flatMap((items, index) => items.some(isAction) ? [index + 1] : [])
      : this.#look(papers[0] ?? [], question);
    return right.length === 0 ? "none" : right.join(" ");
  }

  #look(items: readonly PaperItem[], question: string): number[] {
    const lines = items.map(textOf);
    if (question.includes("ruler")) {
      return numbersOf(lines.filter((line) => /^#.*<$/.test(line)).map((line) => line.slice(1)));
    }
    if (/picture|box|code/.test(question)) {
      return items.flatMap((item, index) => {
        const number = Number(/^\d+/.exec(lines[index] ?? "")?.[0]);
        const next = items[index + 1];
        return item.kind === "line" && number > 0 && next !== undefined && this.#isWhole(next) ? [number] : [];
      });
    }
    const expected = [...this.#step.matchAll(/^ {4}(.*)$/gm)].map(([, line]) => (line ?? "").trim());
    return numbersOf(expected.filter((line) => lines.includes(line)));
  }

  /** A code, or a picture whose last dot is on the paper. */
  #isWhole(item: PaperItem): boolean {
    if (item.kind === "picture") return Math.max(...item.rows.map(lastDot)) < this.#dots;
    if (item.kind !== "line") return !isAction(item) && item.kind !== "feed" && item.kind !== "unknown";
    return item.runs.some(({ raster }) => {
      const rowBytes = Math.ceil((raster?.width ?? 0) / 8);
      return raster !== undefined && lastDot(raster.bits.subarray(0, rowBytes)) < this.#dots;
    });
  }
}

function isAction({ kind }: PaperItem): boolean {
  return kind === "cut" || kind === "drawer" || kind === "beep";
}

function textOf(item: PaperItem): string {
  return item.kind === "line" ? item.runs.map(({ text }) => text).join("").trim() : "";
}

function numbersOf(lines: readonly string[]): number[] {
  return lines.flatMap((line) => /^\d+/.exec(line) ?? []).map(Number);
}

function lastDot(row: Uint8Array): number {
  const byte = row.findLastIndex((bits) => bits !== 0);
  return byte < 0 ? -1 : byte * 8 + 7 - Math.log2((row[byte] ?? 0) & -(row[byte] ?? 0));
}
