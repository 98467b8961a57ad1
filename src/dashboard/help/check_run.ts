import type { Finding } from "../../check/finding.ts";
import type { HelpPageParts } from "./help_page.ts";

/** How far the check is. */
export type CheckState =
  | { readonly is: "none" }
  | { readonly is: "running"; readonly sinceMs: number; readonly last: DoneCheck | null }
  | DoneCheck;

/** A check that has ended. */
export interface DoneCheck {
  readonly is: "done";
  readonly atMs: number;
  readonly findings: readonly Finding[];
  /** What became of its paper, in English; `null` when none was asked for. */
  readonly paper: { readonly isPrinted: boolean; readonly message: string } | null;
}

/** The check at a person's wish: one at a time, however often it is wished for. */
export class CheckRun {
  readonly #parts: Pick<HelpPageParts, "look" | "print" | "nowMs">;
  #state: CheckState = { is: "none" };

  constructor(parts: Pick<HelpPageParts, "look" | "print" | "nowMs">) {
    this.#parts = parts;
  }

  get state(): CheckState {
    return this.#state;
  }

  /** Begins one, unless one is under way. Returns at once. */
  start(onPaper: boolean): void {
    if (this.#state.is === "running") return;
    const last = this.#state.is === "done" ? this.#state : null;
    this.#state = { is: "running", sinceMs: this.#parts.nowMs(), last };
    void this.#carryOut(onPaper);
  }

  async #carryOut(onPaper: boolean): Promise<void> {
    const { look, print, nowMs } = this.#parts;
    let findings: readonly Finding[];
    try {
      findings = await look();
    } catch (error) {
      const message = `cannot be carried out: ${error instanceof Error ? error.message : String(error)}`;
      findings = [{ name: "check", kind: "fail", message }];
    }
    const paper = onPaper ? await print(findings) : null;
    this.#state = { is: "done", atMs: nowMs(), findings, paper };
  }
}
