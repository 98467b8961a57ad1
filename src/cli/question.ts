import { type Answer, readNumbers, readYesNo } from "../calibration/answer.ts";
import type { Io } from "./io.ts";

/** Asks for numbers until the answer is understood. An input that has ended is `quit`. */
export async function askNumbers(
  io: Io,
  question: string,
  allowed: readonly number[],
): Promise<Exclude<Answer, { kind: "unclear" }>> {
  for (;;) {
    const text = await io.ask(question);
    const answer = text === null ? { kind: "quit" } as const : readNumbers(text, allowed);
    if (answer.kind !== "unclear") return answer;
    io.out(answer.hint);
  }
}

/** Asks until the answer is yes, no, or quit; Enter alone is `onEnter`, and asks again where that is `null`. */
export async function askYesNo(
  io: Io,
  question: string,
  onEnter: "yes" | "no" | null,
): Promise<"yes" | "no" | "quit"> {
  for (;;) {
    const text = await io.ask(question);
    const answer = text === null ? "quit" : readYesNo(text);
    if (answer === "skip" && onEnter !== null) return onEnter;
    if (answer !== "skip" && answer !== "unclear") return answer;
    io.out("Type y, n, or q to end.");
  }
}
