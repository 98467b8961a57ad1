import { xmlText } from "./xml_text.ts";

/** Room beside the paper for notes. */
export const GUTTER = 280;

/** Width and depth of the teeth of a tear-off edge. */
const [TOOTH, DEPTH] = [16, 7];

/** The sheet itself, with the tooth of a tear-off edge above and below. */
export function svgSheet(x: number, y: number, width: number, height: number): string {
  const teeth = Math.floor(width / TOOTH);
  const side = (width - teeth * TOOTH) / 2;
  const edge = (direction: number) =>
    `h${direction * side}` + `l${direction * TOOTH / 2} ${DEPTH}l${direction * TOOTH / 2} ${-DEPTH}`.repeat(teeth) +
    `h${direction * side}`;
  const outline = `M${x} ${y}${edge(1)}v${height - DEPTH}${edge(-1)}z`;
  return `<path d="${outline}" transform="translate(3 4)" fill="#000" fill-opacity=".16"/>\n` +
    `<path d="${outline}" fill="#fffefb" stroke="#000" stroke-opacity=".14"/>\n`;
}

/** Where the knife goes through, or a page ends. */
export function svgCut(x: number, y: number, width: number, kind: "cut" | "page"): string {
  const line = `<path d="M${x} ${y}h${width}" fill="none" stroke="#888" stroke-width="2" stroke-dasharray="10 7"/>\n`;
  if (kind === "page") return line;
  // Scissors that point to the right along the line.
  return `${line}<g transform="translate(${x + 10} ${y})" fill="none" stroke="#666" stroke-width="2" ` +
    `shape-rendering="auto"><path d="M0-9h26v18h-26z" fill="#fffefb" stroke="none"/>` +
    `<path d="M8-3L24 6M8 3L24-6" stroke-linecap="round"/>` +
    `<circle cx="5" cy="-5" r="3.5"/><circle cx="5" cy="5" r="3.5"/></g>\n`;
}

/** Words beside the paper, which ends at `x`; `at` is the line they belong to and `y` the one they stand on. */
export function svgNote(x: number, at: number, y: number, words: string, kind: "event" | "wrong"): string {
  const colour = kind === "wrong" ? "#c62828" : "#808080";
  return `<g fill="${colour}" font-family="system-ui,'Segoe UI','Noto Sans',sans-serif" font-size="15">` +
    `<path d="M${x - 4} ${at + 11}L${x + 12} ${y + 11}" stroke="${colour}" stroke-width="2"/>` +
    `<text x="${x + 18}" y="${y + 16}">${xmlText(words)}</text></g>\n`;
}
