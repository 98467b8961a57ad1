/** What one TrueType or OpenType font says of itself (OpenType specification 1.9: `cmap`, `head`, `hhea`, `hmtx`, `name`). */
export interface FontFile {
  /** The name by which a drawing asks for it. */
  readonly family: string;
  readonly bytes: Uint8Array;
  /** Whether it has a glyph of its own for a code point. */
  has(codePoint: number): boolean;
  /** How wide the glyph of a code point is, in parts of the font size; 0 for one it has not. */
  advance(codePoint: number): number;
}

const [TRUE_TYPE, OPEN_TYPE] = [0x00010000, 0x4f54544f];
const [MICROSOFT, FAMILY, TYPOGRAPHIC_FAMILY] = [3, 1, 16];

/** Reads a font. Throws with the reason in lower case when it is none, or one without a table of Unicode characters. */
export function readFont(bytes: Uint8Array): FontFile {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (bytes.length < 12 || ![TRUE_TYPE, OPEN_TYPE].includes(view.getUint32(0))) {
    throw new Error("it is neither TrueType nor OpenType");
  }
  const tables = tablesOf(view);
  const at = (name: string) => {
    const offset = tables.get(name);
    if (offset === undefined) throw new Error(`it has no table "${name}"`);
    return offset;
  };
  const glyphOf = glyphFinder(view, at("cmap"));
  const unitsPerEm = view.getUint16(at("head") + 18);
  const widths = view.getUint16(at("hhea") + 34);
  const metrics = at("hmtx");
  return {
    family: familyOf(view, at("name")),
    bytes,
    has: (codePoint) => glyphOf(codePoint) > 0,
    advance(codePoint) {
      const glyph = glyphOf(codePoint);
      return glyph > 0 ? view.getUint16(metrics + 4 * Math.min(glyph, widths - 1)) / unitsPerEm : 0;
    },
  };
}

function tablesOf(view: DataView): Map<string, number> {
  const tables = new Map<string, number>();
  for (let index = 0; index < view.getUint16(4); index++) {
    const record = 12 + 16 * index;
    const name = String.fromCharCode(...[0, 1, 2, 3].map((offset) => view.getUint8(record + offset)));
    tables.set(name, view.getUint32(record + 8));
  }
  return tables;
}

/** The glyph of a code point, 0 for none, by the subtable of format 12 or else 4. */
function glyphFinder(view: DataView, cmap: number): (codePoint: number) => number {
  let [format, subtable] = [0, 0];
  for (let index = 0; index < view.getUint16(cmap + 2); index++) {
    const offset = cmap + view.getUint32(cmap + 8 + 8 * index);
    const found = view.getUint16(offset);
    if (found === 12 || (found === 4 && format !== 12)) [format, subtable] = [found, offset];
  }
  if (format === 12) return (codePoint) => groupGlyph(view, subtable, codePoint);
  if (format === 4) return (codePoint) => segmentGlyph(view, subtable, codePoint);
  throw new Error("it has no table of Unicode characters");
}

function groupGlyph(view: DataView, subtable: number, codePoint: number): number {
  let [low, high] = [0, view.getUint32(subtable + 12) - 1];
  while (low <= high) {
    const middle = (low + high) >> 1;
    const group = subtable + 16 + 12 * middle;
    if (codePoint < view.getUint32(group)) high = middle - 1;
    else if (codePoint > view.getUint32(group + 4)) low = middle + 1;
    else return view.getUint32(group + 8) + codePoint - view.getUint32(group);
  }
  return 0;
}

function segmentGlyph(view: DataView, subtable: number, codePoint: number): number {
  if (codePoint > 0xffff) return 0;
  const twice = view.getUint16(subtable + 6);
  const [ends, starts] = [subtable + 14, subtable + 16 + twice];
  for (let offset = 0; offset < twice; offset += 2) {
    if (codePoint > view.getUint16(ends + offset)) continue;
    const start = view.getUint16(starts + offset);
    if (codePoint < start) return 0;
    const delta = view.getUint16(starts + twice + offset);
    const place = starts + 2 * twice + offset;
    const range = view.getUint16(place);
    if (range === 0) return codePoint + delta & 0xffff;
    const glyph = view.getUint16(place + range + 2 * (codePoint - start));
    return glyph === 0 ? 0 : glyph + delta & 0xffff;
  }
  return 0;
}

function familyOf(view: DataView, name: number): string {
  const strings = name + view.getUint16(name + 4);
  let family = "";
  for (let index = 0; index < view.getUint16(name + 2); index++) {
    const record = name + 6 + 12 * index;
    const id = view.getUint16(record + 6);
    if (view.getUint16(record) !== MICROSOFT || (id !== FAMILY && id !== TYPOGRAPHIC_FAMILY)) continue;
    if (family !== "" && id === FAMILY) continue;
    const length = view.getUint16(record + 8);
    const offset = strings + view.getUint16(record + 10);
    family = "";
    for (let at = 0; at < length; at += 2) family += String.fromCharCode(view.getUint16(offset + at));
  }
  if (family === "") throw new Error("it has no name");
  return family;
}
