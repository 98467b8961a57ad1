/** The byte order of Windows, for DataView. */
export const LITTLE_ENDIAN = true;

/** `text` as UTF-16 with a NUL at its end, as every W function takes it; cut at a NUL of its own. */
export function toWide(text: string): Uint16Array<ArrayBuffer> {
  const end = text.indexOf("\0");
  const length = end < 0 ? text.length : end;
  const wide = new Uint16Array(length + 1);
  for (let i = 0; i < length; i++) wide[i] = text.charCodeAt(i);
  return wide;
}

/**
 * The NUL-terminated UTF-16LE string at byte `offset`. Code units are kept as they are, lone surrogates too, so that a
 * printer's name given back to Windows is the name Windows gave.
 */
export function fromWide(bytes: Uint8Array, offset: number): string {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let text = "";
  for (let at = offset; at + 1 < bytes.byteLength; at += 2) {
    const unit = view.getUint16(at, LITTLE_ENDIAN);
    if (unit === 0) break;
    text += String.fromCharCode(unit);
  }
  return text;
}
