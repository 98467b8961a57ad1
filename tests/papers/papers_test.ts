import { deepEqual, ok } from "node:assert/strict";
import { prepare } from "../../src/agent/prepare.ts";
import { PAINTERS } from "../../src/cli/wire.ts";
import { ticketHistory } from "../../src/domain/earlier_tickets.ts";
import { DEFAULT_PROFILE, isStar, type Profile } from "../../src/domain/profile.ts";
import { SAMPLES } from "../../src/demo/samples.ts";
import { interpret, listing } from "../../src/render/interpret.ts";
import { renderedText } from "../../src/render/render.ts";
import { assertGolden } from "../golden.ts";
import { checkCommands } from "../render/command_checker.ts";
import { accepted, composer } from "../template/reading.ts";
import { type PaperCase, PAPERS } from "./cases.ts";

/** A printer of each kind; each paper is made for all of them. */
const PROFILES: Readonly<Record<string, Profile>> = {
  epson48: DEFAULT_PROFILE,
  narrow32: { ...DEFAULT_PROFILE, columns: 32, cutter: false },
  star48: { ...DEFAULT_PROFILE, format: "starprnt", buzzer: "drawer" },
};

/** The papers whose bytes are kept too. */
const LISTED = new Set(["receipts/wishes", "receipts/notes_and_codes", "forms/kitchen_changes"]);

const samples = Object.fromEntries(
  SAMPLES.filter(({ prints }) => prints)
    .map(({ event, name, payload }) => [name.replace(/^an? /, "").replaceAll(/[^a-z]+/g, "_"), { event, payload }]),
);

async function paperOf({ event, payload, before, notices }: PaperCase, profile: Profile) {
  const job = accepted(event, payload);
  const earlier = before === undefined ? [] : [{ data: accepted(event, before).data, receivedAtMs: 0, isSure: true }];
  const history = ticketHistory(job.data, earlier, () => "");
  return await prepare(job, profile, (job, paper) => composer.compose(job, paper, {}, history), PAINTERS, notices);
}

for (const [group, cases] of Object.entries({ samples, ...PAPERS })) {
  Deno.test(`the ${group} are the golden papers`, async (t) => {
    for (const [name, one] of Object.entries(cases)) {
      for (const [profileName, profile] of Object.entries(PROFILES)) {
        await t.step(`${name} ${profileName}`, async () => {
          const { bytes, warnings } = await paperOf(one, profile);
          const said = warnings.map((warning) => `(${warning})\n`).join("");
          assertGolden(`papers/${group}/${name}.${profileName}.txt`, renderedText(bytes, profile) + said);
          if (LISTED.has(`${group}/${name}`)) {
            assertGolden(
              `papers/${group}/${name}.${profileName}.${isStar(profile.format) ? "star" : "escpos"}`,
              listing(bytes, profile),
            );
          }
          if (profile.format === "escpos") checkCommands(bytes);
          deepEqual(interpret(bytes, profile).items.filter(({ kind }) => kind === "unknown"), []);
        });
      }
    }
  });
}

Deno.test("there are at least forty papers, and every golden paper belongs to one", () => {
  const groups = Object.entries({ samples, ...PAPERS });
  ok(groups.reduce((sum, [, cases]) => sum + Object.keys(cases).length, 0) >= 40);
  const folder = new URL("../golden/papers/", import.meta.url);
  const stray = [...Deno.readDirSync(folder)].flatMap(({ name: group }) =>
    [...Deno.readDirSync(new URL(`${group}/`, folder))].map(({ name }) => `${group}/${name}`)
  ).filter((path) => {
    const [group = "", file = ""] = path.split("/");
    const [name = "", profile = ""] = file.split(".");
    const cases = Object.fromEntries(groups)[group];
    return cases === undefined || !Object.hasOwn(cases, name) || !Object.hasOwn(PROFILES, profile);
  });
  deepEqual(stray, []);
});
