import assert from "node:assert/strict";
import { assertGolden } from "../golden.ts";
import { paperOf } from "./reading.ts";

const FOLDER = new URL("../fixtures/pages/", import.meta.url);
const PAGES = [...Deno.readDirSync(FOLDER)].map(({ name }) => name.replace(/\.html$/, "")).sort();

Deno.test("readPage() makes readable paper of pages as backends write them", async (t) => {
  for (const name of PAGES) {
    const html = Deno.readTextFileSync(new URL(`${name}.html`, FOLDER)).replaceAll("\r\n", "\n");
    for (const columns of [48, 32]) {
      await t.step(`${name} on ${columns} columns`, () => {
        const { paper, warnings } = paperOf(html, columns);
        const told = warnings.map((warning) => `! ${warning}\n`).join("");
        assertGolden(`pages/${name}.${columns}.txt`, `${paper}${told}`);
        assert.doesNotMatch(
          paper,
          /<\/?(?:p|div|span|table|t[rdh]|style|b|br|a|h\d|img|o:p|font)\b|mso-|font-|display:|function|window\.|&[a-z]+;|<!--/,
        );
        assert.ok(paper.split("\n").every((line) => [...line].length <= columns), "no line is wider than the paper");
      });
    }
  }
});
