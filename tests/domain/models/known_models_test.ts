import assert from "node:assert/strict";
import {
  guessedValues,
  guessModel,
  modelNamed,
  MODELS,
  profileOfModel,
} from "../../../src/domain/models/known_models.ts";
import { DEFAULT_MODEL } from "../../../src/domain/models/known_models.ts";
import { DEFAULT_PROFILE } from "../../../src/domain/profile.ts";
import { isKnownEncoding } from "../../../src/render/code_page.ts";

Deno.test("MODELS has at least 25 models, each with a name of its own", () => {
  assert.ok(MODELS.length >= 25, String(MODELS.length));
  assert.equal(new Set(MODELS.map(({ name }) => name)).size, MODELS.length);
});

Deno.test("MODELS have values that can be", async (t) => {
  for (const model of MODELS) {
    await t.step(model.name, () => {
      const { columns, dots = columns * 12, codePages, nativeCodes, format } = profileOfModel(model);
      assert.match(model.name, /^[a-z0-9]+(-[a-z0-9]+)*$/);
      assert.ok(columns >= 16 && columns <= 96);
      assert.ok(codePages.every(({ encoding }) => isKnownEncoding(encoding)), "an encoding that we do not know");
      for (const key of ["encoding", "number"] as const) {
        assert.equal(new Set(codePages.map((page) => page[key])).size, codePages.length, `twice the same ${key}`);
      }
      assert.ok(codePages.every(({ number }) => Number.isInteger(number) && number >= 0 && number <= 255));
      assert.ok(
        codePages.some(({ encoding, number }) => encoding === "cp437" && number === 0),
        "every printer has 437 at 0",
      );
      assert.equal(new Set(nativeCodes).size, nativeCodes.length);
      assert.ok(model.covers !== "" && model.source !== "");
      // A character of font A is 12 or 13 dots wide; and the paper has no room for another one.
      if (format !== "text" && !/needles/.test(model.covers)) {
        assert.ok(dots >= columns * 12 && dots < (columns + 1) * 13 + 12, `${columns} columns on ${dots} dots`);
      }
    });
  }
});

Deno.test("the default model is the default profile", () => {
  const model = modelNamed(DEFAULT_MODEL);
  assert.ok(model !== null);
  assert.deepEqual({ ...profileOfModel(model), dots: undefined }, { ...DEFAULT_PROFILE, dots: undefined });
  assert.equal(profileOfModel(model).dots, DEFAULT_PROFILE.columns * 12);
});

Deno.test("modelNamed() knows no other names", () => {
  assert.equal(modelNamed(" Epson-TM-T88 ")?.name, "epson-tm-t88");
  for (const name of ["", "epson", "__proto__", "constructor", "epson-tm-t88\n", "*"]) {
    assert.equal(modelNamed(name)?.name, name.trim() === "epson-tm-t88" ? "epson-tm-t88" : undefined);
  }
});

Deno.test("guessModel() takes names of drivers and queues for the right model, or for none", async (t) => {
  const rows: [name: string, model: string | undefined][] = [
    ["EPSON TM-T88V Receipt5", "epson-tm-t88"],
    ["EPSON TM-T88VI Receipt", "epson-tm-t88"],
    ["EPSON TM-T88VII", "epson-tm-t88"],
    ["TM-T88", "epson-tm-t88"],
    ["EPSON TM-T88IV Receipt", "epson-tm-t88-old"],
    ["EPSON TM-T88III Receipt (2)", "epson-tm-t88-old"],
    ["EPSON TM-T88II ReStick", "epson-tm-t88-old"],
    ["EPSON TM-T20III Receipt", "epson-tm-t20"],
    ["EPSON TM-T20II Receipt5 at Bar", "epson-tm-t20"],
    ["EPSON TM-T82III", "epson-tm-t20"],
    ["EPSON TM-T100", "epson-tm-t20"],
    ["EPSON TM-T70II Receipt", "epson-tm-t70ii"],
    ["EPSON TM-T70 Receipt", "epson-tm-t70"],
    ["EPSON TM-m30II-H", "epson-tm-m30"],
    ["EPSON TM-m10", "epson-tm-m10"],
    ["EPSON TM-U220 Receipt", "epson-tm-u220"],
    ["EPSON TM-P20 Receipt", "epson-tm-p20"],
    ["EPSON TM-P80", "epson-tm-p80"],
    ["EPSON TM-L90", "epson-tm-l90"],
    ["Star TSP100 Cutter (TSP143)", "star-tsp100"],
    ["Star TSP100 futurePRNT", "star-tsp100"],
    ["Star TSP650II", "star-tsp650"],
    ["Star TSP654II (TSP654)", "star-tsp650"],
    ["Star TSP700II (TSP743II)", "star-tsp700"],
    ["Star TSP800II (TSP847II)", "star-tsp800"],
    ["Star mC-Print3", "star-mc-print3"],
    ["mPOP", "star-mc-print2"],
    ["Star SM-L200", "star-sm-l200"],
    ["BIXOLON SRP-350plusIII", "bixolon-srp-350iii"],
    ["BIXOLON SRP-350III", "bixolon-srp-350iii"],
    ["SAMSUNG SRP-350", "bixolon-srp-350"],
    ["BIXOLON SRP-330II", "bixolon"],
    ["BIXOLON SRP-275III", "bixolon-srp-275"],
    ["CITIZEN CT-S310II", "citizen-ct-s310"],
    ["CITIZEN CT-S801II", "citizen-ct-s600"],
    ["CITIZEN CT-E351", "citizen-ct-e351"],
    ["XP-80C", "xprinter-80"],
    ["XP-58", "xprinter-58"],
    ["POS-58", "pos-58"],
    ["POS58 Printer", "pos-58"],
    ["POS-80C", "pos-80"],
    ["58mm Series Printer", "generic-58mm"],
    ["Gprinter GP-L80180 Series", "gprinter-80"],
    ["GP-58 Series", "gprinter-58"],
    ["RONGTA RP326", "rongta-rp326"],
    ["SII RP-D10", "seiko-rp"],
    // Not receipt printers, or nothing that says which.
    ["Kitchen", undefined],
    ["Microsoft Print to PDF", undefined],
    ["HP LaserJet 1020", undefined],
    ["EPSON WF-2880 Series", undefined],
    ["EPSON TM-C3500", undefined],
    ["EPSON TM-T90", undefined],
    ["Brother QL-800", undefined],
    ["Canon MX-80", undefined],
    ["ATM-T20", undefined],
    ["80mm Series Printer", undefined],
    ["Generic / Text Only", undefined],
    ["", undefined],
    ["(".repeat(10_000), undefined],
    ["TM-".repeat(20_000), undefined],
    ["\u0000\u202eTM-T20\u0007", "epson-tm-t20"],
  ];
  for (const [name, model] of rows) {
    await t.step(JSON.stringify(name.slice(0, 60)), () => assert.equal(guessModel(name)?.name, model));
  }
});

Deno.test("guessedValues() never takes the knife or the language, and of shared names the width alone", async (t) => {
  for (const model of MODELS.filter(({ guess }) => guess !== undefined)) {
    await t.step(model.name, () => {
      const keys = Object.keys(guessedValues(model));
      assert.ok(!keys.includes("cutter") && !keys.includes("format"));
      if (model.isShared === true) assert.deepEqual(keys.filter((key) => key !== "columns" && key !== "dots"), []);
      else assert.deepEqual(keys, Object.keys(model.values).filter((key) => key !== "cutter" && key !== "format"));
    });
  }
});
