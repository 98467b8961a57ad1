import fc from "fast-check";
import type { Profile } from "../../../src/domain/profile.ts";
import { listing } from "../../../src/render/listing.ts";
import { paperOf } from "../../../src/render/paper_of.ts";
import { renderedText } from "../../../src/render/render.ts";
import { paperSvg } from "../../../src/render/svg.ts";
import { tolerantParser } from "../../../src/socketio/tolerant_parser.ts";
import { AnswerReader } from "../../../src/tcp/answers.ts";
import { hasPaper, QUESTION, troubleOf } from "../../../src/tcp/device_state.ts";
import { paper } from "../../render/documents.ts";
import { hostileText, hostileValue } from "../hostile_values.ts";
import { hasControls } from "../paper_checks.ts";
import { expect, type Target } from "../target.ts";
import { XmlReader } from "../xml_reader.ts";

const bytesOf = (text: string) => Array.from(text, (character) => character.charCodeAt(0) & 255);
/** The beginnings of commands, of both families. */
const STARTS = [
  ...["\x1b@", "\x1bt", "\x1ba", "\x1bE", "\x1b*!", "\x1bp", "\x1b(A", "\x1bd", "\x1bJ", "\x1b3", "\x1bB", "\x1b!"],
  ...[
    "\x1dk",
    "\x1d(k",
    "\x1dv0",
    "\x1d!",
    "\x1dV",
    "\x1dh",
    "\x1dw",
    "\x1dH",
    "\x1d(L",
    "\x1d(D",
    "\x10\x14",
    "\x1c.",
  ],
  ...[
    "\x1b\x1dS",
    "\x1b\x1dy",
    "\x1b\x1dx",
    "\x1b\x1dt",
    "\x1bX",
    "\x1bk",
    "\x1bb",
    "\x1bi",
    "\x1b\x07",
    "\x1b\x1d\x07",
  ],
].map(bytesOf);
const stream = fc.array(
  fc.oneof(
    fc.tuple(fc.constantFrom(...STARTS), fc.uint8Array({ maxLength: 12 })).map(([start, rest]) => [...start, ...rest]),
    fc.tuple(fc.constantFrom(...STARTS), fc.array(fc.constantFrom(0, 1, 2, 48, 49, 65, 255), { maxLength: 40 }))
      .map(([start, rest]) => [...start, ...rest]),
    fc.uint8Array({ maxLength: 30 }).map((all) => [...all]),
    hostileText.map((text) => bytesOf(text).slice(0, 300)),
  ),
  { maxLength: 20 },
).map((parts) => Uint8Array.from(parts.flat()));

const xml = new XmlReader();

async function checkRead(bytes: Uint8Array, profile: Profile): Promise<void> {
  const read = paperOf(bytes, profile);
  renderedText(bytes, profile);
  listing(bytes, profile);
  const { svg, height } = paperSvg(read, profile, { codes: null, maxDots: 4_000 });
  expect(Number.isFinite(height) && height > 0, `height ${height}`);
  const problem = await xml.problemOf(svg);
  expect(problem === null, `the drawing is no XML: ${problem}`);
  expect(!/<script|\son\w+=|(?:href|src)="(?!data:image\/png)/i.test(svg), "the drawing refers to something");
}

/** Any bytes, read back as ESC/POS and as plain text: paper, listing and drawing. */
export const escposTarget: Target<Uint8Array> = {
  name: "escpos",
  runs: 3_000,
  inputs: stream,
  async check(bytes) {
    for (const profile of [paper(48), paper(12), paper(40, { format: "text" })]) await checkRead(bytes, profile);
  },
};

/** The same for Star's languages. */
export const starTarget: Target<Uint8Array> = {
  name: "star",
  runs: 3_000,
  inputs: stream,
  async check(bytes) {
    for (const format of ["starprnt", "starline"] as const) await checkRead(bytes, paper(32, { format }));
  },
};

/** What a network printer answers. */
export const answersTarget: Target<Uint8Array> = {
  name: "answers",
  runs: 50_000,
  inputs: fc.uint8Array({ maxLength: 100 }),
  check(bytes) {
    const reader = new AnswerReader();
    for (const byte of bytes) {
      const before = reader.isNoisy;
      const kind = reader.read(byte);
      expect(kind === null || kind === "real-time" || kind === "in-turn", String(kind));
      expect(!before || reader.isNoisy, "noise was forgotten");
      expect(!(byte & 0x80) || kind === null, `byte ${byte} answers nothing`);
      hasPaper(byte);
    }
    const trouble = troubleOf(new Map(Object.values(QUESTION).map((question, at) => [question, bytes[at] ?? 0])));
    expect(trouble === null || trouble.hint.endsWith("."), "a trouble without a hint");
  },
};

const packet = fc.oneof(
  fc.tuple(fc.constantFrom("2", "3", "0", "1", "4", "5", "6", "51-", "52-", "59-", "2/a,", "27", "9"), hostileValue)
    .map(([type, value]): string | Uint8Array => `${type}${JSON.stringify(["print_request", value])}`),
  fc.tuple(hostileText, fc.constantFrom("NaN", "-Infinity", "1e999", "12345678901234567890", "[", "\\", '"'))
    .map(([text, token]): string | Uint8Array => `2["${text}",{"a":${token},"b":"${text}"}]`),
  hostileText,
  fc.uint8Array({ maxLength: 20 }),
);

/** What comes over the connection to the backend: whatever it was, the next job is heard. */
export const packetTarget: Target<readonly (string | Uint8Array)[]> = {
  name: "packet",
  runs: 8_000,
  inputs: fc.array(packet, { maxLength: 6 }),
  check(packets) {
    const problems: string[] = [];
    const heard: unknown[] = [];
    const { Decoder } = tolerantParser((problem) => problems.push(problem));
    const decoder = new Decoder();
    decoder.on("decoded", ({ data }) => heard.push(data));
    for (const each of packets) decoder.add(each);
    decoder.add('2["print_request",{"x":NaN}]');
    // One that announced attachments spoils the next text, and no more than that.
    decoder.add('2["print_request",{"job_id":"last"}]');
    expect(JSON.stringify(heard.at(-1)) === '["print_request",{"job_id":"last"}]', "the next job was not heard");
    for (const problem of problems) expect(!hasControls(problem), `a control in ${JSON.stringify(problem)}`);
  },
};

/** Ends what the targets of this file have started. */
export async function closeXml(): Promise<void> {
  await xml.close();
}
