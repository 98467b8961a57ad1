/** Colours of a terminal: SGR codes of ECMA-48. */
const CODES = { red: 31, green: 32, yellow: 33 } as const;

/** A colour a line may have. */
export type Colour = keyof typeof CODES;

/** `text` in a colour; as it is where there is no terminal that shows one. */
export function coloured(text: string, colour: Colour | null, hasColours: boolean): string {
  return colour === null || !hasColours ? text : `\x1b[${CODES[colour]}m${text}\x1b[0m`;
}
