import { readAlias } from "../../setup/printer_answer.ts";
import { pickPrinter } from "./pick_printer.ts";
import { isTriedOut } from "./printer_trial.ts";
import { isTaken, type Setup, type Step } from "./step.ts";

const WINDOWS_DEFAULT = "default";

/** The kinds of jobs that another printer may take: the type, and what people call them. */
const TYPES = [
  { type: "kitchen_ticket", text: "kitchen tickets" },
  { type: "receipt", text: "receipts" },
  { type: "reservation", text: "reservations" },
  { type: "text", text: "plain texts" },
  { type: "label", text: "labels" },
] as const;

/** The printer of everything that goes nowhere else. */
export const PRINTER_STEP: Step = {
  title: "The printer",
  async run(setup) {
    for (;;) {
      const alias = await mainPrinter(setup);
      if (alias === null || await isTriedOut(setup, alias)) return;
    }
  },
};

/** Asks for the main printer; gives its alias. `null` when it stays the one of Windows, which has none. */
async function mainPrinter(setup: Setup): Promise<string | null> {
  const { draft } = setup;
  const named = draft.value("DEFAULT_PRINTER");
  const own = draft.aliases.find((alias) => alias === named.toUpperCase());
  const present = own !== undefined
    ? draft.value(`PRINTER_${own}`)
    : named !== "" || draft.isNew
    ? named
    : WINDOWS_DEFAULT;
  for (;;) {
    const spec = await pickPrinter(setup, "Which one prints the receipts?", present);
    if (spec === present && own === undefined && spec === WINDOWS_DEFAULT) return null;
    const alias = aliasFor(setup, spec, own);
    const comment = "The printer of everything that goes nowhere else";
    const isSet = isTaken(setup, draft.setPrinter(alias, spec, comment)) &&
      isTaken(setup, draft.set({ key: "DEFAULT_PRINTER", value: alias }));
    if (isSet) return alias;
  }
}

function isOf({ draft }: Setup, alias: string, spec: string): boolean {
  return draft.value(`PRINTER_${alias}`).toLowerCase() === spec.toLowerCase();
}

/** The alias that has this printer, else the one of the printer it takes the place of, else a new one. */
function aliasFor(setup: Setup, spec: string, own: string | undefined): string {
  const { draft } = setup;
  const known = draft.aliases.find((alias) => isOf(setup, alias, spec)) ?? own;
  if (known !== undefined) return known;
  const names = ["RECEIPT", ...Array.from({ length: 99 }, (_, index) => `RECEIPT_${index + 2}`)];
  return names.find((name) => !draft.aliases.includes(name)) ?? "RECEIPT";
}

/** More printers, for the kitchen or the bar. */
export const MORE_PRINTERS_STEP: Step = {
  title: "More printers",
  async run(setup) {
    const { interview, draft } = setup;
    for (;;) {
      const main = draft.value("DEFAULT_PRINTER").toUpperCase();
      const others = draft.aliases.filter((alias) => alias !== main);
      if (others.length === 0) {
        if (!(await interview.yes("Is there another printer, for the kitchen or the bar?", "n"))) return;
        await addPrinter(setup);
        continue;
      }
      const choice = await interview.choose(`Other printers: ${others.map((it) => described(setup, it)).join("; ")}.`, [
        "That is all",
        "There is one more",
        ...others.map((alias) => `Take ${alias} out`),
      ], 0);
      const out = others[choice - 2];
      if (out !== undefined) isTaken(setup, draft.removePrinter(out));
      else if (choice === 1) await addPrinter(setup);
      else return;
    }
  },
};

async function addPrinter(setup: Setup): Promise<void> {
  const { interview, draft } = setup;
  const [suggestion = "KITCHEN"] = ["KITCHEN", "BAR"].filter((name) => !draft.aliases.includes(name));
  const alias = await interview.ask<string>(
    "What is it called? One word, such as KITCHEN or BAR.",
    suggestion,
    (text) => {
      const read = readAlias(text, draft.aliases);
      return "problem" in read ? read : read.alias;
    },
  );
  for (;;) {
    const spec = await pickPrinter(setup, `Which one is ${alias}?`, draft.value(`PRINTER_${alias}`));
    const twin = draft.aliases.find((it) => it !== alias && isOf(setup, it, spec));
    if (twin !== undefined) interview.say(`${twin} is the same printer: both names lead to it.`);
    const problem = draft.setPrinter(alias, spec, `The printer ${alias}`) ?? draft.problems()[0];
    if (problem !== undefined) {
      interview.say(`That cannot be used: ${problem}`);
      isTaken(setup, draft.removePrinter(alias));
      return;
    }
    if (await isTriedOut(setup, alias)) break;
  }
  await askTypes(setup, alias);
}

async function askTypes(setup: Setup, alias: string): Promise<void> {
  const { interview, draft } = setup;
  const list = TYPES.map(({ text }, index) => `  ${index + 1}  ${text}`);
  const question = [
    `What comes out at ${alias}? Several numbers with spaces; 0 only what the server sends there.`,
    ...list,
  ];
  const chosen = await interview.ask<readonly number[]>(question.join("\n"), alias === "BAR" ? "0" : "1", (text) => {
    const numbers = text.split(/[\s,;.]+/).filter((word) => word !== "").map(Number);
    const isUsable = numbers.every((number) => Number.isInteger(number) && number >= 0 && number <= TYPES.length);
    return isUsable ? numbers : { problem: `Please type numbers from 0 to ${TYPES.length}.` };
  });
  const changes = TYPES.filter((_, index) => chosen.includes(index + 1))
    .map(({ type }) => ({ key: `ROUTE_${type.toUpperCase()}`, value: alias }));
  isTaken(setup, draft.set(...changes));
}

function described({ draft }: Setup, alias: string): string {
  const types = draft.routesTo(alias);
  const known = TYPES.filter(({ type }) => types.includes(type)).map(({ text }) => text);
  const names = [...known, ...types.filter((type) => TYPES.every((it) => it.type !== type))];
  return `${alias} (${draft.value(`PRINTER_${alias}`)}${names.length === 0 ? "" : `, ${names.join(", ")}`})`;
}
