// Draws tools/icon.ico, a receipt printer: deno run --allow-write=tools tools/draw_icon.ts
import { join } from "node:path";
import { crc32, deflateSync } from "node:zlib";

/** A rounded rectangle on a canvas of 256 × 256, painted over the earlier ones. */
interface Shape {
  readonly box: readonly [left: number, top: number, right: number, bottom: number];
  readonly radius: number;
  readonly color: readonly [red: number, green: number, blue: number];
}

const INK = [38, 50, 66] as const;
const BODY = [58, 77, 102] as const;
const PAPER = [255, 255, 255] as const;
const LINE = [150, 163, 180] as const;

const SHAPES: readonly Shape[] = [
  { box: [62, 14, 194, 120], radius: 8, color: INK },
  { box: [70, 22, 186, 120], radius: 4, color: PAPER },
  { box: [14, 84, 242, 200], radius: 26, color: INK },
  { box: [22, 92, 234, 192], radius: 20, color: BODY },
  { box: [188, 108, 214, 134], radius: 13, color: [77, 208, 128] },
  { box: [46, 146, 210, 164], radius: 9, color: INK },
  { box: [62, 152, 194, 246], radius: 8, color: INK },
  { box: [70, 154, 186, 238], radius: 4, color: PAPER },
  { box: [86, 170, 170, 182], radius: 6, color: LINE },
  { box: [86, 192, 170, 204], radius: 6, color: LINE },
  { box: [86, 214, 134, 226], radius: 6, color: LINE },
];

/** Samples in each direction for one pixel: soft edges. */
const SAMPLES = 4;
const LITTLE_ENDIAN = true;

function isInside({ box: [left, top, right, bottom], radius }: Shape, x: number, y: number): boolean {
  const dx = Math.max(left + radius - x, x - (right - radius), 0);
  const dy = Math.max(top + radius - y, y - (bottom - radius), 0);
  return dx * dx + dy * dy <= radius * radius;
}

/** The picture at `size` × `size`: red, green, blue, alpha, rows from the top. */
function draw(size: number): Uint8Array {
  const pixels = new Uint8Array(size * size * 4);
  const step = 256 / (size * SAMPLES);
  for (let pixel = 0; pixel < size * size; pixel++) {
    const sum = [0, 0, 0];
    let covered = 0;
    for (let sample = 0; sample < SAMPLES * SAMPLES; sample++) {
      const x = ((pixel % size) * SAMPLES + sample % SAMPLES + 0.5) * step;
      const y = (Math.floor(pixel / size) * SAMPLES + Math.floor(sample / SAMPLES) + 0.5) * step;
      const shape = SHAPES.findLast((candidate) => isInside(candidate, x, y));
      if (shape === undefined) continue;
      covered++;
      shape.color.forEach((value, channel) => sum[channel] = (sum[channel] ?? 0) + value);
    }
    pixels.set(sum.map((value) => Math.round(value / Math.max(covered, 1))), pixel * 4);
    pixels[pixel * 4 + 3] = Math.round(255 * covered / SAMPLES ** 2);
  }
  return pixels;
}

function png(size: number): Uint8Array {
  const pixels = draw(size);
  const rows = new Uint8Array(size * (size * 4 + 1));
  for (let row = 0; row < size; row++) {
    rows.set(pixels.subarray(row * size * 4, (row + 1) * size * 4), row * (size * 4 + 1) + 1);
  }
  const header = new Uint8Array(13);
  new DataView(header.buffer).setUint32(0, size);
  new DataView(header.buffer).setUint32(4, size);
  header.set([8, 6], 8);
  const chunks = [
    chunk("IHDR", header),
    chunk("IDAT", deflateSync(rows, { level: 9 })),
    chunk("IEND", new Uint8Array()),
  ];
  return concat([Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10), ...chunks]);
}

function chunk(type: string, data: Uint8Array): Uint8Array {
  const body = concat([new TextEncoder().encode(type), data]);
  const ends = new DataView(new ArrayBuffer(8));
  ends.setUint32(0, data.length);
  ends.setUint32(4, crc32(body));
  return concat([new Uint8Array(ends.buffer, 0, 4), body, new Uint8Array(ends.buffer, 4, 4)]);
}

function concat(parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const whole = new Uint8Array(parts.reduce((length, part) => length + part.length, 0));
  let offset = 0;
  for (const part of parts) {
    whole.set(part, offset);
    offset += part.length;
  }
  return whole;
}

/** An .ico file of PNG pictures, which Windows takes since Vista. */
function icon(sizes: readonly number[]): Uint8Array<ArrayBuffer> {
  const pictures = sizes.map(png);
  const head = new DataView(new ArrayBuffer(6 + 16 * sizes.length));
  const put16 = (at: number, value: number) => head.setUint16(at, value, LITTLE_ENDIAN);
  const put32 = (at: number, value: number) => head.setUint32(at, value, LITTLE_ENDIAN);
  put16(2, 1);
  put16(4, sizes.length);
  let offset = head.byteLength;
  pictures.forEach((picture, index) => {
    const entry = 6 + 16 * index;
    // Width and height are bytes; 256 is written as 0.
    head.setUint8(entry, (sizes[index] ?? 0) % 256);
    head.setUint8(entry + 1, (sizes[index] ?? 0) % 256);
    put16(entry + 4, 1);
    put16(entry + 6, 32);
    put32(entry + 8, picture.length);
    put32(entry + 12, offset);
    offset += picture.length;
  });
  return concat([new Uint8Array(head.buffer), ...pictures]);
}

if (import.meta.main) Deno.writeFileSync(join(import.meta.dirname ?? "", "icon.ico"), icon([16, 24, 32, 48, 64, 256]));
