import { deepEqual, equal, ok } from "node:assert/strict";
import fc from "fast-check";
import { PLAIN } from "../../src/domain/document.ts";
import { type Drawing, drawingBytes, isBlank, readDrawing } from "../../src/domain/drawing.ts";

const align = fc.constantFrom("left" as const, "center" as const, "right" as const);
const factor = fc.integer({ min: 1, max: 8 });
const style = fc.record({
  bold: fc.boolean(),
  underline: fc.boolean(),
  inverse: fc.boolean(),
  width: factor,
  height: factor,
});
const span = fc.record({ text: fc.string({ unit: "grapheme" }), style: fc.oneof(fc.constant(PLAIN), style) });
const raster = fc.record({ width: fc.integer({ min: 1, max: 40 }), height: fc.integer({ min: 1, max: 9 }) })
  .chain(({ width, height }) => {
    const length = Math.ceil(width / 8) * height;
    return fc.uint8Array({ minLength: length, maxLength: length }).map((bits) => ({ width, height, bits }));
  });
const item = fc.oneof(
  fc.record({
    kind: fc.constant("line" as const),
    align,
    columns: fc.integer({ min: 0, max: 96 }),
    spans: fc.array(span),
  }),
  fc.record({ kind: fc.constant("rule" as const), character: fc.constantFrom("-", "=", "─") }),
  fc.tuple(align, raster).map(([align, dots]) => ({ kind: "raster" as const, align, ...dots })),
  fc.record({ kind: fc.constant("feed" as const), lines: fc.integer({ min: 1, max: 255 }) }),
  fc.record({ kind: fc.constant("cut" as const), partial: fc.boolean() }),
);
const drawing = fc.record({
  columns: fc.integer({ min: 16, max: 96 }),
  dots: fc.integer({ min: 96, max: 2_400 }),
  items: fc.array(item),
});

Deno.test("readDrawing() gives back what drawingBytes() wrote, one item a line", () => {
  fc.assert(fc.property(drawing, (one) => {
    const bytes = drawingBytes(one);
    deepEqual(readDrawing(bytes), one);
    equal(new TextDecoder().decode(bytes).split("\n").length, one.items.length + 2);
  }));
});

Deno.test("readDrawing() gives null for what is no drawing, whatever it is", async (t) => {
  const whole: Drawing = { columns: 48, dots: 576, items: [{ kind: "feed", lines: 1 }] };
  const text = new TextDecoder().decode(drawingBytes(whole));
  const cases: Record<string, string> = {
    "nothing": "",
    "ESC/POS": "\x1b@Hello\n",
    "another version": text.replace('"drawing":1', '"drawing":2'),
    "cut off": text.slice(0, -4),
    "an unknown item": text.replace('"feed"', '"fire"'),
    "too many lines": text.replace('"lines":1', '"lines":1000000'),
    "more lines than one": text.replace('"lines":1', '"lines":256'),
    "dots that are no base64": `${text}{"kind":"raster","align":"left","width":8,"height":1,"bits":"?!"}\n`,
    "letters too wide":
      `${text}{"kind":"line","align":"left","columns":9,"spans":[{"text":"a","style":{"width":9}}]}\n`,
    "a raster of another size": `${text}{"kind":"raster","align":"left","width":80,"height":80,"bits":"AAAA"}\n`,
  };
  ok(readDrawing(new TextEncoder().encode(text)));
  for (const [name, wrong] of Object.entries(cases)) {
    await t.step(name, () => equal(readDrawing(new TextEncoder().encode(wrong)), null));
  }
  const smallest: Drawing = { columns: 1, dots: 1, items: [] };
  deepEqual(readDrawing(drawingBytes(smallest)), smallest);
  const line: Drawing = {
    ...whole,
    items: [{ kind: "line", align: "left", columns: 1, spans: [{ text: "?", style: PLAIN }] }],
  };
  const bytes = drawingBytes(line);
  bytes[bytes.indexOf(0x3f)] = 0xff;
  await t.step("bytes that are no UTF-8", () => equal(readDrawing(bytes), null));
  fc.assert(fc.property(fc.uint8Array(), (bytes) => equal(readDrawing(Uint8Array.of(0x7b, ...bytes)), null)));
});

Deno.test("isBlank() is false as soon as anything would be seen", () => {
  const of = (...items: Drawing["items"]) => isBlank({ columns: 48, dots: 576, items });
  const line = (text: string): Drawing["items"][number] => (
    { kind: "line", align: "left", columns: text.length, spans: [{ text, style: PLAIN }] }
  );
  ok(of({ kind: "feed", lines: 3 }, { kind: "cut", partial: true }, line("  ")));
  ok(!of(line("x")));
  ok(!of({ kind: "rule", character: "-" }));
  ok(!of({ kind: "raster", align: "left", width: 8, height: 1, bits: Uint8Array.of(0) }));
});
