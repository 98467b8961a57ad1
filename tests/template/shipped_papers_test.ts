import { deepEqual } from "node:assert/strict";
import { DEFAULT_PROFILE, isStar, type Profile } from "../../src/domain/profile.ts";
import { listing } from "../../src/render/interpret.ts";
import { render, renderedText } from "../../src/render/render.ts";
import { Composer } from "../../src/template/engine.ts";
import { FORMATS } from "../../src/template/formats.ts";
import { assertGolden } from "../golden.ts";
import { accepted, composer, read, sample } from "./reading.ts";

const STAR: Profile = { ...DEFAULT_PROFILE, format: "starprnt", buzzer: "drawer" };

const PROFILES: Record<string, Profile> = {
  epson48: DEFAULT_PROFILE,
  narrow32: { ...DEFAULT_PROFILE, columns: 32 },
  star80: STAR,
};

for (const name of ["kitchen_ticket", "shift_report", "label"]) {
  Deno.test(`the ${name} is the golden paper`, async (t) => {
    const job = sample(`print_request.${name}`);
    for (const [profileName, profile] of Object.entries(PROFILES)) {
      await t.step(profileName, () => {
        const { bytes, warnings } = render(composer.compose(job, profile), profile);
        deepEqual(warnings, []);
        assertGolden(`${name}.${profileName}.txt`, renderedText(bytes, profile));
        assertGolden(`${name}.${profileName}.${isStar(profile.format) ? "star" : "escpos"}`, listing(bytes, profile));
      });
    }
  });
}

Deno.test("the samples are the golden paper of a Star printer", async (t) => {
  for (const name of ["print_request.text", "print_request.receipt", "print_request.reservation", "pos.restaurant"]) {
    await t.step(name, () => {
      const { bytes, warnings } = render(composer.compose(sample(name), STAR), STAR);
      deepEqual(warnings, []);
      assertGolden(`${name}.star80.txt`, renderedText(bytes, STAR));
      assertGolden(`${name}.star80.star`, listing(bytes, STAR));
    });
  }
});

Deno.test("compose() writes words, dates and amounts as the locale does", async (t) => {
  for (const locale of ["sq-AL", "de-DE", "it-IT", "el-GR", "en-GB"]) {
    const composer = new Composer(FORMATS, { locale, currency: "EUR" });
    for (const name of ["print_request.shift_report", "print_request.reservation", "pos.restaurant"]) {
      await t.step(`${locale} ${name}`, () => {
        const { bytes } = render(composer.compose(sample(name), DEFAULT_PROFILE), DEFAULT_PROFILE);
        assertGolden(`locales/${locale}.${name}.txt`, renderedText(bytes, DEFAULT_PROFILE));
      });
    }
  }
});

Deno.test("the kitchen ticket prints names and notes double-height and no price", () => {
  const payload = { type: "kitchen_ticket", items: [{ name: "Byrek", quantity: "2", price: 120, note: "pa kripë" }] };
  const { blocks } = composer.compose(accepted("print_request", payload), { columns: 48 });
  const table = blocks.find((block) => block.kind === "table");
  const spans = table?.kind === "table" ? table.rows.flatMap((row) => row.flatMap((cell) => cell.spans)) : [];
  deepEqual(spans.map(({ text, style }) => `${text.trim()} ${style.height}`), ["2\u00a0× 2", "Byrek 2", "pa kripë 2"]);
});

Deno.test("the shipped forms leave out what is missing", async (t) => {
  const cases: [string, string[]][] = [
    ["kitchen_ticket", ["KITCHEN", "========", "[cut]"]],
    ["shift_report", ["SHIFT REPORT", "--------", "--------", "--------", "[cut]"]],
    ["label", ["[cut]"]],
  ];
  for (const [type, expected] of cases) {
    await t.step(type, () => {
      deepEqual(read(composer.compose(accepted("print_request", { type }), { columns: 48 })), expected);
    });
  }
});
