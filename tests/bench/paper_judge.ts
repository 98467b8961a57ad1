import { EPSON_CODE_PAGES, type Profile } from "../../src/domain/profile.ts";
import { DEFAULT_PROFILE } from "../../src/domain/profile.ts";
import { readCommands } from "../../src/render/command_reader.ts";
import { interpret, type Paper } from "../../src/render/interpret.ts";
import { type Receipt, rowsOf } from "./receipt.ts";

/** A printer of Epson's with every code page that a library may choose, not only those that ours do. */
const PRINTER: Profile = {
  ...DEFAULT_PROFILE,
  codePages: [
    ...EPSON_CODE_PAGES,
    ...[["cp850", 2], ["cp860", 3], ["cp863", 4], ["cp865", 5]].map(([encoding, number]) => (
      { encoding: String(encoding), number: Number(number) }
    )),
  ],
};

/** Dots of a character of font A. */
const CHARACTER_DOTS = 12;

/**
 * What is wrong with the paper that `bytes` make of `receipt`, as Epson's command reference reads them; nothing when it is right.
 * How it looks is not judged: whether each character, code and action is there, words are whole and amounts stand in one column.
 */
export function faultsOf(bytes: Uint8Array, receipt: Receipt): string[] {
  const { items } = interpret(withSpaces(bytes), PRINTER);
  const lines = textOf({ items });
  const text = lines.join("\n");
  const faults: string[] = [];
  const count = (characters: RegExp, on: string) => on.match(characters)?.length ?? 0;
  const expected = [JSON.stringify(receipt.business), ...rowsOf(receipt).flat(), receipt.footer, `${receipt.total} €`]
    .join();
  for (const [name, characters] of [["€", /€/g], ["ë ç", /[ëËçÇ]/g]] as const) {
    const [here, all] = [count(characters, text), count(characters, expected)];
    if (here !== all) faults.push(here === 0 ? `no ${name}` : `${name}: ${here} of ${all}`);
  }
  const cut = receipt.items.filter(({ name }) => !name.split(" ").every((word) => hasWord(text, word)));
  if (cut.length > 0) faults.push(`a word cut in ${cut.length} of ${receipt.items.length} names`);
  // Whatever became of the euro sign: where the number ends.
  const ends = [...rowsOf(receipt).map(([, , , amount]) => amount), `${receipt.total} €`].map((amount) => {
    const number = amount.slice(0, -2);
    const line = lines.find((each) => new RegExp(`(?<![\\d.])${number.replace(".", "\\.")} ?\\S?$`).test(each));
    return line === undefined ? -1 : line.lastIndexOf(number) + number.length;
  });
  const usual = ends.toSorted((a, b) =>
    ends.filter((end) => end === b).length - ends.filter((end) => end === a).length
  );
  const astray = ends.filter((end) => end === -1 || end !== usual[0]).length;
  if (astray > 0) faults.push(`${astray} of ${ends.length} amounts out of line`);
  const qr = items.find((item) => item.kind === "qr");
  const isDrawn = readCommands(bytes).some(({ name }) => name === "GS 8 L");
  if (qr?.data !== receipt.qr) faults.push(isDrawn ? "QR code as a picture" : "no QR code");
  const barcode = items.find((item) => item.kind === "barcode");
  if (barcode?.data !== receipt.barcode) faults.push(barcode === undefined ? "no barcode" : "barcode wrong");
  if (!items.some(({ kind }) => kind === "cut")) faults.push("no cut");
  if (!items.some(({ kind }) => kind === "drawer")) faults.push("drawer stays shut");
  const isStray = items.some((item) => item.kind === "unknown" && item.bytes.length === 1);
  if (isStray) faults.push("stray bytes");
  return faults;
}

/** The receipt with a command for the drawer in an article's name, as anyone who may name an article could send it. */
export function hostile(receipt: Receipt): Receipt {
  const [first, ...others] = receipt.items;
  if (first === undefined) throw new Error("a receipt without articles");
  return { ...receipt, items: [{ ...first, name: `Kos${DRAWER}` }, ...others] };
}

const DRAWER = "\x1bp\x00\x19\x20";

/** Whether a command in the text of `hostile` reached the printer. */
export function opensDrawer(bytes: Uint8Array): boolean {
  return new TextDecoder("latin1").decode(bytes).includes(DRAWER);
}

function textOf({ items }: Paper): string[] {
  return items.flatMap((item) => item.kind === "line" ? [item.runs.map((run) => run.text).join("").trimEnd()] : []);
}

function hasWord(text: string, word: string): boolean {
  return text.split(/\s+/).includes(word);
}

/** The bytes with spaces where `ESC $` and `ESC \` go on further to the right, and without what moves nothing. */
function withSpaces(bytes: Uint8Array): Uint8Array {
  const out: number[] = [];
  let width = 1;
  let [at, written] = [0, 0];
  for (let start = 0; start < bytes.length;) {
    const [command] = readCommands(bytes.subarray(start, start + 8_192));
    if (command === undefined) break;
    const part = bytes.subarray(start, start + command.end);
    const [prefix, second, low = 0, high = 0] = part;
    const dots = low + high * 256;
    start += command.end;
    // Of the command FS ( only the first two bytes were read.
    if (prefix === 0x1c && second === 0x28) start += 3 + (bytes[start + 1] ?? 0) + (bytes[start + 2] ?? 0) * 256;
    else if (prefix === 0x1c || command.name === "ESC SP" || command.name === "ESC {") continue;
    else if (command.name === "ESC $") at = dots;
    else if (command.name === "ESC \\") at += dots;
    else {
      if (command.name === "GS !") width = (low >> 4) + 1;
      if (command.name === "LF") at = written = 0;
      if (command.name === "text") {
        while (written + CHARACTER_DOTS * width <= at) {
          out.push(0x20);
          written += CHARACTER_DOTS * width;
        }
        written = at += part.length * CHARACTER_DOTS * width;
      }
      for (const byte of part) out.push(byte);
    }
  }
  return Uint8Array.from(out);
}
