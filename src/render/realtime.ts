/**
 * DLE EOT, DLE ENQ and DLE DC4 are carried out even inside a picture's data (ESC/POS reference, "DLE DC4", notes), and
 * not every printer can be told not to. One more dot in the DLE undoes each of them. Works on the bytes in the order in
 * which they are sent, and changes them in place. `instead` is what stands for the DLE: it must have more dots than that.
 */
export function withoutRealtime(bytes: Uint8Array, instead: 0x18 | 0x30): Uint8Array {
  for (let at = bytes.indexOf(0x10); at >= 0; at = bytes.indexOf(0x10, at + 1)) {
    const next = bytes[at + 1];
    if (next === 0x04 || next === 0x05 || next === 0x14) bytes[at] = instead;
  }
  return bytes;
}
