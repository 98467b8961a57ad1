import { decode } from "fast-png";
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
