import { decode } from "fast-png";
import type { Raster } from "../../src/domain/picture.ts";
import { command } from "../command.ts";

/** An element of an XML document, with the text right inside it. */
export interface Element {
  readonly tag: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly text: string;
}

// Expat is strict: it refuses whatever is no XML.
const READER = `
import json, sys
from xml.etree import ElementTree
root = ElementTree.fromstring(sys.stdin.buffer.read() if len(sys.argv) < 2 else open(sys.argv[1], "rb").read())
print(json.dumps([{"tag": e.tag.split("}")[-1], "attributes": e.attrib, "text": e.text or ""} for e in root.iter()]))
`;

/** The elements of an XML document in their order. Throws when it is not well-formed. */
export async function elementsOf(xml: string): Promise<Element[]> {
  const file = await Deno.makeTempFile({ suffix: ".xml" });
  try {
    await Deno.writeTextFile(file, xml);
    return JSON.parse(await command("python3", ["-c", READER, file]));
  } finally {
    await Deno.remove(file);
  }
}

/** Dots as the picture they are, cut to where they are. */
export function rasterOf(dots: ReadonlySet<string>): Raster {
  const points = [...dots].map((dot) => dot.split(",").map(Number));
  const [xs, ys] = [points.map(([x = 0]) => x), points.map(([, y = 0]) => y)];
  const least = (values: number[]) => values.reduce((one, other) => Math.min(one, other), Infinity);
  const most = (values: number[]) => values.reduce((one, other) => Math.max(one, other), 0);
  const [left, top] = [least(xs), least(ys)];
  const [width, height] = [most(xs) - left + 1, most(ys) - top + 1];
  const rowBytes = Math.ceil(width / 8);
  const bits = new Uint8Array(rowBytes * height);
  for (const [x = 0, y = 0] of points) {
    const at = (y - top) * rowBytes + (x - left >> 3);
    bits[at] = (bits[at] ?? 0) | 0x80 >> (x - left & 7);
  }
  return { width, height, bits };
}

/** Every dot that rectangles and pictures of `elements` blacken, as `x,y`. Text is none of them. */
export function dotsOf(elements: readonly Element[]): Set<string> {
  const dots = new Set<string>();
  for (const { tag, attributes } of elements) {
    if (tag === "path" && attributes.fill === undefined) {
      for (const [, ...numbers] of (attributes.d ?? "").matchAll(/M(\d+) (\d+)h(\d+)v(\d+)h-(\d+)z/g)) {
        const [x = 0, y = 0, width = 0, height = 0] = numbers.map(Number);
        for (let row = y; row < y + height; row++) for (let at = x; at < x + width; at++) dots.add(`${at},${row}`);
      }
    }
    if (tag === "image") imageDots(attributes, dots);
  }
  return dots;
}

function imageDots(attributes: Readonly<Record<string, string>>, dots: Set<string>): void {
  const [, data = ""] = (attributes.href ?? "").split("base64,");
  const png = decode(Uint8Array.from(atob(data), (character) => character.charCodeAt(0)), { checkCrc: true });
  const rowBytes = Math.ceil(png.width / 8);
  for (let y = 0; y < png.height; y++) {
    for (let x = 0; x < png.width; x++) {
      if ((Number(png.data[y * rowBytes + (x >> 3)]) & 0x80 >> (x & 7)) === 0) continue;
      dots.add(`${Number(attributes.x) + x},${Number(attributes.y) + y}`);
    }
  }
}
