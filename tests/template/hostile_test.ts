import assert from "node:assert/strict";
import type { Block } from "../../src/domain/document.ts";
import { composer, read, sample } from "./reading.ts";

const HOSTILE = [
  "<cut>",
  "</td></tr></table><qr>x</qr><drawer>",
  '"><drawer><p x="',
  "'><beep times=9>",
  "</pre><cut><pre>",
  "</center><h1>",
  "<!-- ",
  "<script>",
  "<plaintext>",
  "&lt;cut&gt; &#60;cut&#62; &nbsp;",
  "{{ 7 | times: 7 }} {% raw %} {%",
  "{{ 'x' | raw }}",
  "\x1bp\x00\x19\xfa\x1d\x56\x00\x07",
  "\u202eabc\u2066\ufeff",
  "\ud800 alone",
  "<",
  "&",
];

/** Fields whose value has to be a number, and the currency, which has a test of its own. */
const NOT_TEXT = new Set([
  "currency",
  "quantity",
  "price",
  "total",
  "subtotal",
  "discount",
  "amount",
  "change",
  "open_drawer",
]);

/** Paths of all the text in a value. */
function textPaths(value: unknown, path: (string | number)[] = []): (string | number)[][] {
  if (typeof value === "string") return NOT_TEXT.has(String(path.at(-1))) ? [] : [path];
  if (value === null || typeof value !== "object") return [];
  return Object.entries(value).flatMap(([key, inner]) =>
    textPaths(inner, [...path, Array.isArray(value) ? Number(key) : key])
  );
}

function withValue(data: unknown, path: readonly (string | number)[], value: string): Record<string, unknown> {
  const copy = structuredClone(data) as Record<string, unknown>;
  let at: Record<string | number, unknown> = copy;
  for (const key of path.slice(0, -1)) at = at[key] as Record<string | number, unknown>;
  at[path.at(-1) ?? ""] = value;
  return copy;
}

/** What a document does, apart from the words in it. */
function skeleton(blocks: readonly Block[]): string {
  return blocks.map((block) => {
    if (block.kind === "text") return `text ${block.align} ${JSON.stringify(block.spans.map(({ style }) => style))}`;
    if (block.kind === "table") return `table ${block.rows.map((row) => row.length)} ${JSON.stringify(block.columns)}`;
    return block.kind;
  }).join("\n");
}

function words(blocks: readonly Block[]): string {
  return blocks.map((block) => {
    if (block.kind === "text") return block.spans.map(({ text }) => text).join("");
    if (block.kind === "table") {
      return block.rows.flat().map(({ spans }) => spans.map(({ text }) => text).join("")).join("\n");
    }
    return block.kind === "qr" || block.kind === "barcode" ? block.data : "";
  }).join("\n");
}

Deno.test("hostile text in any field of any sample stays text in its place", async (t) => {
  const names = ["pos.restaurant", "print_request.receipt", "print_request.reservation", "reservation.printed"];
  for (const name of [...names, "print_request.text", "print_request.bench_30_lines"]) {
    const job = sample(name);
    for (const path of textPaths(job.data)) {
      await t.step(`${name} ${path.join(".")}`, () => {
        for (const value of HOSTILE) {
          for (const columns of [48, 32]) {
            const harmless = composer.compose({ ...job, data: withValue(job.data, path, "harmless") }, { columns });
            const hostile = composer.compose({ ...job, data: withValue(job.data, path, value) }, { columns });
            assert.equal(skeleton(hostile.blocks), skeleton(harmless.blocks), value);
            if (!words(harmless.blocks).includes("harmless")) continue;
            const shown = words(hostile.blocks);
            assert.ok(shown.includes(value) || shown.includes(value.trimEnd()), `${JSON.stringify(value)} in ${shown}`);
          }
        }
      });
    }
  }
});

Deno.test("a hostile currency stays text in every amount", () => {
  const job = sample("pos.restaurant");
  for (const currency of HOSTILE) {
    const { blocks } = composer.compose({ ...job, data: { ...job.data, currency } }, { columns: 48 });
    assert.equal(blocks.filter(({ kind }) => kind === "cut" || kind === "drawer" || kind === "qr").length, 3);
  }
});

Deno.test("line ends in a name do not begin a new line", () => {
  const job = sample("print_request.receipt");
  const data = { ...job.data, customer_name: "John\r\n\nTOTAL\t0.00" };
  assert.ok(read(composer.compose({ ...job, data }, { columns: 48 })).includes("Customer | John TOTAL 0.00"));
});
