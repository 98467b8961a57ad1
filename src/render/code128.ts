/** In the middle of a text a run of digits saves room in code set C from here on: switching there and back costs two. */
const RUN = 6;
/** At the start or the end one switch is enough. */
const END_RUN = 4;

// 0x10 and one of these begin DLE EOT, DLE ENQ and DLE DC4, which printers read while data is still coming in.
// deno-lint-ignore no-control-regex
const REALTIME = /\x10[\x04\x05\x14]/;

/**
 * `text` (printable ASCII) as the data of `GS k`, m = 73, one byte for each character of the result: `{B` in front of
 * characters, `{C` in front of digits two by two (bytes 0 to 99), `{` doubled.
 */
export function code128Data(text: string): string {
  const shortest = withPairs(text);
  return REALTIME.test(shortest) ? `{B${doubled(text)}` : shortest;
}

function withPairs(text: string): string {
  let data = "";
  let set = "";
  const select = (wanted: "{B" | "{C") => {
    if (set !== wanted) data += wanted;
    set = wanted;
  };
  for (const part of text.match(/\d+|\D+/g) ?? []) {
    const isStart = data === "";
    const isAll = part.length === text.length;
    const least = isAll ? 2 : isStart || text.endsWith(part) ? END_RUN : RUN;
    if (!/^\d/.test(part) || part.length < least) {
      select("{B");
      data += doubled(part);
      continue;
    }
    // The digit too many stands where code set B is in use anyway.
    const odd = part.length % 2;
    if (odd === 1 && !isStart) {
      select("{B");
      data += part[0];
    }
    select("{C");
    const pairs = isStart ? part.slice(0, part.length - odd) : part.slice(odd);
    for (let index = 0; index < pairs.length; index += 2) {
      data += String.fromCharCode(Number(pairs.slice(index, index + 2)));
    }
    if (odd === 1 && isStart) {
      select("{B");
      data += part.at(-1);
    }
  }
  return data;
}

function doubled(text: string): string {
  return text.replaceAll("{", "{{");
}

/** Symbols a scanner sees for data of `code128Data`, start and code set changes included, check symbol and stop not. */
export function code128Symbols(data: string): number {
  return data.replace(/\{[BC{]/g, " ").length;
}

/** The text of data in code sets B and C: what `code128Data` was given. Any other code set is shown as it is. */
export function code128Text(data: string): string {
  let text = "";
  let isPairs = false;
  for (const [part] of data.matchAll(/\{[\s\S]?|[^{]/g)) {
    if (part === "{B" || part === "{C") isPairs = part === "{C";
    else if (part === "{{") text += "{";
    else text += isPairs && part.length === 1 ? String(part.charCodeAt(0)).padStart(2, "0") : part;
  }
  return text;
}
