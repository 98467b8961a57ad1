import { readYesNo } from "../../calibration/answer.ts";
import type { Io } from "../io.ts";

/** Characters of a line; the console of Windows has at least 80. */
const WIDTH = 79;

/** Thrown by a question: the person goes back, or leaves. An input that has ended leaves. */
export class Left extends Error {
  override readonly name = "Left";
  readonly way: "back" | "quit";

  constructor(way: "back" | "quit") {
    super(way);
    this.way = way;
  }
}

/** What was read from an answer, or a sentence that says what to type instead. */
export type Reading<T> = T | { readonly problem: string };

/** One person at the console, asked one thing after the other. Every question can be answered with `b` and `q`. */
export class Interview {
  readonly #io: Io;
  readonly #asked = new Set<string>();

  constructor(io: Io) {
    this.#io = io;
  }

  /** Whether more than one thing was asked since `begin`: going back begins the step again then. */
  get isMidStep(): boolean {
    return this.#asked.size > 1;
  }

  begin(): void {
    this.#asked.clear();
  }

  say(...lines: readonly string[]): void {
    this.#io.out(wrapped(lines.join("\n")));
  }

  /** Asks until `read` understands. Enter alone is `enter`; `null` where something must be typed. */
  async ask<T>(question: string, enter: string | null, read: (text: string) => Reading<T>): Promise<T> {
    return await this.#understood(
      enter === null ? `${question}\n> ` : `${question}\n  (Enter: ${enter})\n> `,
      enter,
      read,
    );
  }

  async #understood<T>(prompt: string, enter: string | null, read: (text: string) => Reading<T>): Promise<T> {
    this.#asked.add(prompt);
    for (;;) {
      const text = this.#answer(await this.#io.ask(wrapped(prompt)));
      if (text.includes("\ufffd")) {
        this.say("Some letters did not arrive. Please type it without accents.");
        continue;
      }
      if (text === "" && enter === null) {
        this.say("Please type an answer. (b goes back, q leaves and writes nothing)");
        continue;
      }
      const reading = read(text === "" ? enter ?? "" : text);
      if (!isProblem(reading)) return reading;
      this.say(reading.problem);
    }
  }

  /** Asks for any text. */
  text(question: string, enter: string | null): Promise<string> {
    return this.ask<string>(question, enter, (text) => text);
  }

  /** Asks for the number of one of `options`; gives its place from 0. Enter alone is `enter`. */
  choose(question: string, options: readonly string[], enter: number): Promise<number> {
    const list = options.map((option, index) => `  ${index + 1}  ${option}`);
    return this.ask<number>([question, ...list].join("\n"), String(enter + 1), (text) => {
      const place = /^\d{1,3}$/.test(text) ? Number(text) - 1 : -1;
      return place >= 0 && place < options.length
        ? place
        : { problem: `Please type a number from 1 to ${options.length}.` };
    });
  }

  /** Asks yes or no. Enter alone is `enter`; `null` where it must be typed. */
  yes(question: string, enter: "y" | "n" | null): Promise<boolean> {
    const prompt = `${question} (y/n${enter === null ? "" : `, Enter: ${enter}`}) `;
    return this.#understood<boolean>(prompt, enter, (text) => {
      const answer = readYesNo(text);
      return answer === "yes" || answer === "no" ? answer === "yes" : { problem: "Please type y for yes or n for no." };
    });
  }

  #answer(text: string | null): string {
    const word = text?.trim().toLowerCase() ?? "q";
    if (["q", "quit", "exit"].includes(word)) throw new Left("quit");
    if (["b", "back"].includes(word)) throw new Left("back");
    return text?.trim() ?? "";
  }
}

/** Lines broken between words; what goes on stands as far in as its line, and below the words of a numbered one. */
function wrapped(text: string): string {
  return text.split("\n").map((line) => {
    const indent = /^ *(\d+ {2})?/.exec(line)?.[0].length ?? 0;
    const rows: string[] = [];
    let rest = line;
    while (rest.length > WIDTH) {
      const gap = rest.lastIndexOf(" ", WIDTH);
      if (gap <= indent) break;
      rows.push(rest.slice(0, gap));
      rest = `${" ".repeat(indent)}${rest.slice(gap + 1)}`;
    }
    return [...rows, rest].join("\n");
  }).join("\n");
}

function isProblem(reading: unknown): reading is { readonly problem: string } {
  return typeof reading === "object" && reading !== null && "problem" in reading;
}
