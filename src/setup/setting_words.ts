const WORDS: Readonly<Record<string, string>> = {
  SOCKET_URL: "the server",
  NIPT: "tax number (NIPT)",
  USERNAME: "name at the server",
  CLIENT_USERNAME: "name at the server",
  SESSION_ID: "session",
  DEFAULT_PRINTER: "printer of all else",
  LOCALE: "language",
  CURRENCY: "currency",
};

/** What a setting of the set-up is called for people; other settings keep their name. */
export function inWords(key: string): string {
  const name = key.toUpperCase();
  const [, alias = "", setting] = /^PRINTER_(.+?)(?:_(PROFILE|COLUMNS))?$/.exec(name) ?? [];
  if (setting === "PROFILE") return `model of ${alias}`;
  if (setting === "COLUMNS") return `letters on a line of ${alias}`;
  if (alias !== "") return `printer ${alias}`;
  const type = /^ROUTE_(.+)$/.exec(name)?.[1];
  if (type !== undefined) return `${type.toLowerCase().replaceAll("_", " ")} goes to`;
  return WORDS[name] ?? key;
}
