/**
 * A second reader of ESC/POS bytes, written from the command reference and sharing nothing with `src/render`: it knows
 * exactly the commands we mean to send, and throws at any other byte.
 */
export function checkCommands(bytes: Uint8Array): string[] {
  const found: string[] = [];
  let at = 0;
  const need = (name: string, isRight: boolean) => {
    if (!isRight) throw new Error(`${name} at byte ${at} is wrong: ${[...bytes.slice(at, at + 12)].join(" ")}`);
    found.push(name);
  };
  const fixed: Record<string, [name: string, length: number, check: (n: number) => boolean]> = {
    "1b40": ["ESC @", 2, () => at === 0],
    "1b61": ["ESC a", 3, (n) => n <= 2],
    "1b32": ["ESC 2", 2, () => true],
    "1b33": ["ESC 3", 3, (n) => n >= 1 && n <= 24],
    "1c2e": ["FS .", 2, () => at === 2 || at === 10],
    "1b45": ["ESC E", 3, (n) => n <= 1],
    "1b2d": ["ESC -", 3, (n) => n <= 1],
    "1b74": ["ESC t", 3, () => true],
    "1b64": ["ESC d", 3, (n) => n > 0],
    "1b42": ["ESC B", 4, (n) => n >= 1 && n <= 9 && bytes[at + 3] === 4],
    "1b70": ["ESC p", 5, (n) => n <= 1 && (bytes[at + 3] ?? 0) > 0 && (bytes[at + 4] ?? 0) > 0],
    "1d42": ["GS B", 3, (n) => n <= 1],
    "1d21": ["GS !", 3, (n) => (n & 0x88) === 0],
    "1d68": ["GS h", 3, (n) => n > 0],
    "1d77": ["GS w", 3, (n) => n >= 2 && n <= 6],
    "1d48": ["GS H", 3, (n) => n === 0 || n === 2],
    "1d56": ["GS V", 4, (n) => (n === 65 || n === 66) && bytes[at + 3] === 0],
  };
  while (at < bytes.length) {
    const byte = bytes[at] ?? 0;
    if ((byte >= 0x20 && byte <= 0x7e) || byte >= 0x80) {
      at++;
      continue;
    }
    if (byte === 0x0a) {
      found.push("LF");
      at++;
      continue;
    }
    const [second = 0, third = 0, fourth = 0] = bytes.slice(at + 1);
    const key = byte.toString(16) + second.toString(16).padStart(2, "0");
    const known = fixed[key];
    if (byte === 0x07) {
      found.push("BEL");
      at++;
    } else if (key === "1b2a") {
      const columns = fourth + 256 * (bytes[at + 4] ?? 0);
      need("ESC *", third === 33 && columns > 0 && columns <= 2047);
      const data = bytes.subarray(at + 3, at + 5 + columns * 3);
      if (data.some((it, i) => it === 16 && [4, 5, 20].includes(data[i + 1] ?? 0))) {
        throw new Error("real-time command");
      }
      at += 5 + columns * 3;
    } else if (key === "1b28") {
      need("ESC ( A", third === 0x41 && fourth === 4 && bytes[at + 5] === 48 && (bytes[at + 7] ?? 0) > 0);
      at += 9;
    } else if (known !== undefined) {
      need(known[0], at + known[1] <= bytes.length && known[2](third));
      at += known[1];
    } else if (key === "1d28") {
      const length = fourth + 256 * (bytes[at + 4] ?? 0);
      need(`GS ( ${String.fromCharCode(third)}`, third === 0x6b || (third === 0x44 && length === 3 && at === 2));
      at += 5 + length;
    } else if (key === "1d6b") {
      need("GS k", third >= 65 && third <= 73 && fourth > 0);
      at += 4 + fourth;
    } else if (key === "1d76") {
      const [low = 0, high = 0, rows = 0, rowsHigh = 0] = bytes.slice(at + 4);
      need("GS v 0", third === 0x30 && fourth === 0 && low + high > 0 && rows > 0 && rowsHigh === 0);
      at += 8 + (low + 256 * high) * rows;
    } else throw new Error(`byte ${byte} at ${at} belongs to no command we send`);
  }
  if (at !== bytes.length) throw new Error("the last command is cut off");
  return found;
}
