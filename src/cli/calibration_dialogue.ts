import { sheetBytes } from "../calibration/sheet.ts";
import { type Conclusion, type Findings, type Step, type StepMaker, withFindings } from "../calibration/step.ts";
import type { Painters } from "../domain/painter.ts";
import type { Printer, PrinterConfig, Printers } from "../domain/ports.ts";
import { PrintError } from "../domain/print_error.ts";
import type { Io } from "./io.ts";
import { askNumbers, askYesNo } from "./question.ts";

const QUIT = "quit";

/** Goes through the steps with the person at the printer; gives what was found, or `null` when they ended it. */
export async function findOut(
  io: Io,
  makers: readonly StepMaker[],
  config: PrinterConfig,
  printers: Printers,
  painters: Painters,
): Promise<Findings | null> {
  let found: Findings = {};
  const steps = makers.length;
  for (const [index, make] of makers.entries()) {
    const profile = withFindings(config.profile, found);
    const step = make(profile);
    if (step === null) continue;
    io.out(`\n[${index + 1}/${steps}] ${step.title}`);
    const printer = printers.open({ ...config, profile });
    try {
      const conclusion = await answered(io, step, printer, painters);
      if (conclusion === QUIT) return null;
      if (conclusion.remark !== undefined) io.out(conclusion.remark);
      found = { ...found, ...conclusion.found };
    } finally {
      await printer.close();
    }
  }
  return found;
}

async function answered(io: Io, step: Step, printer: Printer, painters: Painters): Promise<Conclusion | typeof QUIT> {
  if (step.consent !== undefined) {
    const consent = await askYesNo(io, `${step.consent} (y, Enter: no) `, "no");
    if (consent === "quit") return QUIT;
    if (consent === "no") return { found: {} };
  }
  for (const [index, sheet] of step.sheets.entries()) {
    const bytes = await sheetBytes(sheet, painters);
    if (!(await isPrinted(io, printer, `Calibration: ${step.title}`, bytes))) return QUIT;
    const isLast = index === step.sheets.length - 1;
    if (isLast) continue;
    const answer = await io.ask(`Number ${index + 1} was sent. Look and listen, then press Enter for the next. `);
    if (answer === null || answer.trim().toLowerCase() === "q") return QUIT;
  }
  if (step.expected.length > 0) {
    io.out(["On the paper should be:", ...step.expected.map((line) => `    ${line}`)].join("\n"));
  }
  const answer = await askNumbers(io, `${step.question}\n> `, step.numbers);
  if (answer.kind === "quit") return QUIT;
  if (answer.kind === "skip") return { found: {} };
  return step.conclude(answer.numbers);
}

/** Whether it was handed over; a printer without paper gets another chance for as long as the person wants. */
async function isPrinted(io: Io, printer: Printer, title: string, bytes: Uint8Array): Promise<boolean> {
  for (;;) {
    try {
      await printer.print({ jobId: crypto.randomUUID(), title, bytes });
      return true;
    } catch (error) {
      io.err(PrintError.from(error).sentence);
      const again = await io.ask("Enter tries again, q ends. ");
      if (again === null || again.trim().toLowerCase() === "q") return false;
    }
  }
}
