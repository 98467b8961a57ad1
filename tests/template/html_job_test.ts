import assert from "node:assert/strict";
import type { LoadPages } from "../../src/domain/html_page.ts";
import { Composer } from "../../src/template/engine.ts";
import { FORMATS } from "../../src/template/formats.ts";
import { job, read } from "./reading.ts";

const pages: LoadPages = async () => (await import("../../src/html/page.ts")).readPage;
const paper = { columns: 32 };

Deno.test("document() reads the page of an html job, with copies and cuts as the job wants them", async () => {
  const composer = new Composer(FORMATS, { pages });
  assert.ok(composer.types.includes("html"));
  const page = job("html", { content: "<html><b>{{ job.id }}</b>" }, { copies: 2, cut: true, openDrawer: true });
  assert.deepEqual(read(await composer.document(page, paper)), [
    "[drawer]",
    "{{ job.id }}",
    "[cut]",
    "{{ job.id }}",
    "[cut]",
  ]);
});

Deno.test("document() uses the shop's own html template instead", async () => {
  const composer = new Composer(FORMATS, { pages });
  composer.useShop({ templates: new Map([["html", "<p>own {{ content }}</p>"]]), labels: null, problems: [] });
  assert.deepEqual(read(await composer.document(job("html", { content: "<b>x" }), paper)), ["own <b>x"]);
});

Deno.test("document() composes all other types without loading anything", () => {
  const composer = new Composer(FORMATS, { pages: () => Promise.reject(new Error("loaded")) });
  const document = composer.document(job("text", { content: "a" }), paper);
  assert.ok("blocks" in document);
});

Deno.test("types() has no html where pages cannot be read", () => {
  assert.ok(!new Composer(FORMATS).types.includes("html"));
});
