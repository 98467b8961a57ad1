import * as z from "zod";
import { PLAIN, type Span } from "./document.ts";

/*
 * What is drawn on an office printer, as bytes that can be kept, shown and drawn again: UTF-8, one JSON value a line. The first
 * says which version of this it is and how wide the paper is; each further one is an item, from top to bottom.
 */

/** The number in the first line. Another one is not read. */
const VERSION = 1;

/** Factors of characters, as printers have them. */
const factor = z.int().min(1).max(8);
const align = z.enum(["left", "center", "right"]);
const styleSchema = z.object({
  bold: z.boolean().default(PLAIN.bold),
  underline: z.boolean().default(PLAIN.underline),
  inverse: z.boolean().default(PLAIN.inverse),
  width: factor.default(PLAIN.width),
  height: factor.default(PLAIN.height),
});
const spanSchema = z.object({ text: z.string(), style: styleSchema.prefault({}) });

const base64 = z.string().transform((text, context) => {
  try {
    return Uint8Array.fromBase64(text);
  } catch {
    context.addIssue({ code: "custom", message: "base64" });
    return z.NEVER;
  }
});

const rasterSchema = z.object({
  kind: z.literal("raster"),
  align,
  width: z.int().min(1).max(10_000),
  height: z.int().min(1).max(100_000),
  bits: base64,
}).refine(({ width, height, bits }) => bits.length === Math.ceil(width / 8) * height);

const itemSchema = z.union([
  z.object({ kind: z.literal("line"), align, columns: z.int().min(0), spans: z.array(spanSchema) }),
  z.object({ kind: z.literal("rule"), character: z.string().length(1) }),
  rasterSchema,
  z.object({ kind: z.literal("feed"), lines: z.int().min(1).max(255) }),
  z.object({ kind: z.literal("cut"), partial: z.boolean() }),
]);

/**
 * One thing under the other: a line of text and the columns it takes; a rule across the paper; dots, one bit each, eight to
 * the byte from the left; empty lines; a cut, behind which a new page begins.
 */
export type DrawingItem = Readonly<z.output<typeof itemSchema>>;

const headSchema = z.object({
  drawing: z.literal(VERSION),
  columns: z.int().min(1).max(10_000),
  dots: z.int().min(1).max(10_000),
});

/** What is drawn on paper of `columns` characters across, in the room of which `dots` dots of its rasters stand. */
export interface Drawing {
  readonly columns: number;
  readonly dots: number;
  readonly items: readonly DrawingItem[];
}

/** The bytes of a drawing. */
export function drawingBytes({ columns, dots, items }: Drawing): Uint8Array<ArrayBuffer> {
  const lines = [{ drawing: VERSION, columns, dots }, ...items.map(written)];
  return new TextEncoder().encode(lines.map((line) => `${JSON.stringify(line)}\n`).join(""));
}

/** The drawing that bytes are; `null` when they are none of this version. Never throws. */
export function readDrawing(bytes: Uint8Array): Drawing | null {
  // Bytes for a receipt printer are told apart at once.
  if (bytes[0] !== 0x7b) return null;
  try {
    const [first = "", ...rest] = new TextDecoder("utf-8", { fatal: true }).decode(bytes).trimEnd().split("\n");
    const { columns, dots } = headSchema.parse(JSON.parse(first));
    return { columns, dots, items: rest.map((line) => itemSchema.parse(JSON.parse(line))) };
  } catch {
    return null;
  }
}

/** Whether nothing of it would be seen on paper. */
export function isBlank({ items }: Drawing): boolean {
  return items.every((item) =>
    item.kind === "feed" || item.kind === "cut" ||
    (item.kind === "line" && item.spans.every(({ text }) => text.trim() === ""))
  );
}

function written(item: DrawingItem): unknown {
  if (item.kind === "raster") return { ...item, bits: item.bits.toBase64() };
  return item.kind === "line" ? { ...item, spans: item.spans.map(writtenSpan) } : item;
}

/** Only what is not plain. */
function writtenSpan({ text, style }: Span): unknown {
  const own = Object.entries(style).filter(([key, value]) => value !== PLAIN[key as keyof typeof PLAIN]);
  return own.length === 0 ? { text } : { text, style: Object.fromEntries(own) };
}
