import { equal } from "node:assert/strict";
import type { Span } from "../../src/domain/document.ts";
import { render, renderedText } from "../../src/render/render.ts";
import { paper, span } from "./documents.ts";

const PROFILE = paper(30);

/** What the paper shows of one paragraph. */
function shown(white: "fold" | "pre", ...spans: Span[]): string {
  const { bytes } = render({ blocks: [{ kind: "text", align: "left", pre: white === "pre", spans }] }, PROFILE);
  return renderedText(bytes, PROFILE);
}

const bold = (text: string) => span(text, { bold: true });

Deno.test("white space between the spans of a paragraph is one space, and none begins it or a line", () => {
  equal(shown("fold", span(" soup")), "soup\n");
  equal(shown("fold", span("two "), bold(" soups")), "two soups\n");
  equal(shown("fold", span("two\n"), bold(" soups")), "two\nsoups\n");
});

Deno.test("a tab goes to the next eighth column of its own line, whichever span the line began in", () => {
  equal(shown("pre", span("abc"), bold("\tx")), "abc     x\n");
  equal(shown("pre", span("ab\n"), bold("\tx")), "ab\n        x\n");
  equal(shown("pre", span("ab\ncd"), bold("\tx")), "ab\ncd      x\n");
});

Deno.test("a DEL is a space, and folds like one", () => {
  equal(shown("fold", span("ab\x7fcd")), "ab cd\n");
  equal(shown("fold", span("ab\x7f cd")), "ab cd\n");
});
