/**
 * A second reader of the bytes for Star's printers, written from Star's command specifications and sharing nothing with
 * `src/render`: it knows exactly the commands we mean to send in `format`, and throws at any other byte.
 */
export function checkStarCommands(bytes: Uint8Array, format: "starprnt" | "starline"): string[] {
  const found: string[] = [];
  let at = 0;
  const byte = (offset: number) => bytes[at + offset] ?? NaN;
  const word = (offset: number) => byte(offset) + 256 * byte(offset + 1);
  const take = (name: string, length: number, isRight?: boolean) => {
    if (isRight === false || !(at + length <= bytes.length)) {
      throw new Error(`${name} at byte ${at} is wrong: ${[...bytes.slice(at, at + 12)].join(" ")}`);
    }
    found.push(name);
    at += length;
  };
  /** Counted data may have line ends; what opens a drawer in a stream is in no code either. */
  const isClean = (from: number, length: number) =>
    bytes.subarray(at + from, at + from + length).every((value) =>
      value === 0x0a || value === 0x0d || (value >= 0x20 && value !== 0x7f)
    );
  const inRange = (value: number, least: number, most: number) => value >= least && value <= most;

  const qr = () => {
    if (byte(3) === 0x50) return take("ESC GS y P", 4, found.includes("ESC GS y D"));
    if (byte(3) === 0x53) {
      const ranges: Record<number, [number, number]> = { 0x30: [2, 2], 0x31: [0, 3], 0x32: [1, 8] };
      const [least, most] = ranges[byte(4)] ?? [1, 0];
      return take("ESC GS y S", 6, inRange(byte(5), least, most));
    }
    // One block of the type that leaves bytes alone.
    const isBlock = byte(3) === 0x44 && byte(4) === 0x32 && byte(5) === 1 && byte(6) === 3;
    take("ESC GS y D", 9 + word(7), isBlock && isClean(9, word(7)));
  };
  const pdf417 = () => {
    if (byte(3) === 0x50) return take("ESC GS x P", 4, found.includes("ESC GS x D"));
    if (byte(3) === 0x44) return take("ESC GS x D", 6 + word(4), inRange(word(4), 1, 1024) && isClean(6, word(4)));
    const ranges: Record<number, [number, number]> = { 0x31: [0, 8], 0x32: [1, 10], 0x33: [3, 3] };
    const [least, most] = ranges[byte(4)] ?? [1, 0];
    if (byte(4) !== 0x30) return take("ESC GS x S", 6, byte(3) === 0x53 && inRange(byte(5), least, most));
    take("ESC GS x S", 8, byte(3) === 0x53 && byte(5) === 1 && byte(6) === 0 && inRange(byte(7), 1, 30));
  };
  const barcode = () => {
    let end = 6;
    while (inRange(byte(end), 0x20, 0x7e)) end++;
    const isRight = inRange(byte(2), 0x30, 0x38) && inRange(byte(3), 0x31, 0x32) && inRange(byte(4), 0x31, 0x39) &&
      byte(5) > 0 && end > 6 && byte(end) === 0x1e;
    take("ESC b", end + 1, isRight);
  };
  const withGs: Record<number, () => void> = {
    0x07: () => take("ESC GS BEL", 6, byte(3) === 1 && byte(4) > 0 && byte(5) > 0),
    0x53: () =>
      take(
        "ESC GS S",
        9 + word(4) * word(6),
        format === "starprnt" && byte(3) === 1 && byte(8) === 0 && word(4) > 0 && inRange(word(6), 1, 2400),
      ),
    0x61: () => take("ESC GS a", 4, byte(3) <= 2),
    0x74: () => take("ESC GS t", 4),
    0x78: pdf417,
    0x79: qr,
  };
  const withEsc: Record<number, () => void> = {
    0x07: () => {
      take("ESC BEL", 4, inRange(byte(2), 1, 127) && inRange(byte(3), 1, 127));
      take("BEL", 1, byte(0) === 0x07);
    },
    0x1d: () => (withGs[byte(2)] ?? (() => take("ESC GS", NaN)))(),
    0x24: () => take("ESC $", 3, byte(2) === 0x30),
    0x2d: () => take("ESC -", 3, byte(2) <= 1),
    0x30: () => take("ESC 0", 2, format === "starline"),
    0x34: () => take("ESC 4", 2),
    0x35: () => take("ESC 5", 2),
    0x40: () => take("ESC @", 2, at === 0),
    0x45: () => take("ESC E", 2),
    0x46: () => take("ESC F", 2),
    0x52: () => take("ESC R", 3, byte(2) === 0),
    0x58: () => take("ESC X", 4 + word(2) * 3, word(2) > 0),
    0x61: () => take("ESC a", 3, inRange(byte(2), 1, 127)),
    0x62: barcode,
    0x64: () => take("ESC d", 3, byte(2) === 2 || byte(2) === 3),
    0x69: () => take("ESC i", 4, byte(2) <= 5 && byte(3) <= 5),
    0x6b: () => take("ESC k", 4 + byte(2) * 24, format === "starline" && byte(2) > 0 && byte(3) === 0),
    0x7a: () => take("ESC z", 3, byte(2) === 1),
  };
  while (at < bytes.length) {
    const first = byte(0);
    if (inRange(first, 0x20, 0x7e) || first >= 0x80) at++;
    else if (first === 0x0a) take("LF", 1);
    else if (first === 0x1a) take("SUB", 1);
    else if (first === 0x1b && withEsc[byte(1)] !== undefined) withEsc[byte(1)]?.();
    else throw new Error(`byte ${first} at ${at} belongs to no command we send`);
  }
  return found;
}
