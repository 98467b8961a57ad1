const ENTITIES: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };

/** What XML 1.0 has no place for ("Extensible Markup Language 1.0", production 2), and line ends. */
const FORBIDDEN = /[\p{Cc}\ufffe\uffff]/gu;

/** `text` as the content or an attribute of an XML or HTML element, on one line: inert, whatever it says. */
export function xmlText(text: string): string {
  return text.toWellFormed().replace(FORBIDDEN, "\ufffd").replace(/[&<>"]/g, (character) => ENTITIES[character] ?? "");
}
