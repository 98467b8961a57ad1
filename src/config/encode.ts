import { decodeText } from "./decode.ts";

/** Bytes of a settings file, and what a person should know about them; or why there are none. */
export type EncodedText = { readonly bytes: Uint8Array<ArrayBuffer>; readonly note: string | null } | {
  readonly problem: string;
};

const MARK = "\ufeff";

/**
 * `text` in the encoding of `original`, byte order mark included, so that whatever reads that file reads this one. A
 * Windows-1252 (ANSI) file that gets a character it has no byte for becomes UTF-8, with a note. The result is read back:
 * what `decodeText` makes of it is `text`.
 */
export function encodeLike(original: Uint8Array, text: string): EncodedText {
  const before = decodeText(original).text;
  const same = waysOf(original).find((way) => isEqual(way(before), original));
  if (same === undefined) {
    return { problem: "it has bytes that are no text. Open it in Notepad and save it again with the encoding UTF-8" };
  }
  const bytes = same(text);
  if (bytes !== null && decodeText(bytes).text === text) return { bytes, note: null };
  const utf8 = new TextEncoder().encode(MARK + text);
  return { bytes: utf8, note: "it was ANSI, which has not all these characters, and is UTF-8 now" };
}

/** An encoding; `null` where it has not every character. */
type Way = (text: string) => Uint8Array<ArrayBuffer> | null;

function waysOf(original: Uint8Array): Way[] {
  const utf8 = new TextEncoder();
  const way = original.includes(0) || original[0] === 0xfe || original[0] === 0xff
    ? [utf16("little"), utf16("big")]
    : [(text: string) => utf8.encode(text), windows1252];
  return way.flatMap((encode) => [encode, (text: string) => encode(MARK + text)]);
}

function utf16(end: "little" | "big"): Way {
  return (text) => {
    const view = new DataView(new ArrayBuffer(text.length * 2));
    for (let index = 0; index < text.length; index++) {
      view.setUint16(index * 2, text.charCodeAt(index), end === "little");
    }
    return new Uint8Array(view.buffer);
  };
}

function windows1252(text: string): Uint8Array<ArrayBuffer> | null {
  const all = new TextDecoder("windows-1252").decode(Uint8Array.from({ length: 256 }, (_, byte) => byte));
  const bytes = Array.from(text, (character) => all.indexOf(character));
  return bytes.includes(-1) ? null : Uint8Array.from(bytes);
}

function isEqual(left: Uint8Array | null, right: Uint8Array): boolean {
  return left !== null && left.length === right.length && left.every((byte, index) => byte === right[index]);
}
