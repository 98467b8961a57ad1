import type { LoadedSettings, Settings } from "../../config.ts";
import { editEnv, type EnvChange } from "../../config/env_edit.ts";
import type { Notice } from "../../config/notice.ts";
import { PRINTER_SETTING_KEYS, SETTING_KEYS, USERNAME_ALIAS } from "../../config/schema.ts";
import { type AddedPrinter, type Asked, NEW } from "./asked.ts";
import { type Entries, fileValue, printerAliases } from "./known_keys.ts";
import { foreignPath } from "./own_paths.ts";
import { shownValue } from "./secrets.ts";

/** What a file would be with what was asked for. */
export interface Proposal {
  readonly text: string;
  /** Everything that keeps it from being saved, by the names of the form's fields. */
  readonly problems: readonly Notice[];
  readonly warnings: readonly Notice[];
  /** As the next start would read them; `null` with problems. */
  readonly settings: Settings | null;
}

/** What a proposal is made over. */
export interface ProposalParts {
  readonly text: string;
  readonly entries: Entries;
  readonly entriesOf: (text: string) => Entries;
  readonly load: (text: string) => LoadedSettings;
  /** Names of files beside the settings file. */
  readonly files: readonly string[];
}

/** One short word, so that nothing but it gets into the name of a setting. */
const WORD = /^[\p{Lu}][\p{Lu}\p{N}_]{0,29}$/u;
// deno-lint-ignore no-control-regex
const CONTROL = /[\u0000-\u001f\u007f-\u009f\u2028\u2029]/;

/**
 * Puts what was asked for into the text of the settings file, and reads the result as the next start will. Each value gets
 * into its own line and nowhere else: a result in which any other setting changed is a problem too.
 */
export function proposalOf(asked: Asked, parts: ProposalParts): Proposal {
  const { text, entries, entriesOf, load, files } = parts;
  const changes = changesOf(asked, entries);
  const own: Notice[] = [
    ...asked.unclear.map((key) => said(key, "", "*** stands for what is hidden", "Write the whole address anew.")),
    ...namesWrong(asked, entries),
    ...changes.flatMap(({ key, value }) => valueWrong(key, value ?? "", files)),
    ...stillWanted(asked, entries),
  ];
  if (own.length > 0) return { text, problems: inForm(own, asked.added), warnings: [], settings: null };
  const edited = editEnv(text, changes);
  if ("problem" in edited) return failed(text, edited.problem);
  const after = entriesOf(edited.text);
  const meant = new Map(changes.map(({ key, value }) => [key.toUpperCase(), value ?? ""]));
  const strayed = [...new Set([...entries.keys(), ...after.keys()])].some((key) =>
    fileValue(after, key) !== (meant.get(key) ?? fileValue(entries, key)) && key !== "USERNAME"
  );
  if (strayed) return failed(text, "What was written would change other settings too. Leave out odd characters.");
  const loaded = load(edited.text);
  const problems = "problems" in loaded ? loaded.problems : notSetUp(asked.added, loaded.settings);
  return {
    text: edited.text,
    problems: inForm(problems, asked.added),
    warnings: inForm(loaded.warnings, asked.added),
    settings: "settings" in loaded && problems.length === 0 ? loaded.settings : null,
  };
}

function changesOf({ values, removed, added, addedType }: Asked, entries: Entries): EnvChange[] {
  const gone = new Set(removed.flatMap(keysOfPrinter));
  const leading = [...entries.keys()].filter((key) =>
    /^ROUTE_|^PRINTER_.*_FALLBACK$/.test(key) && !values.has(key) &&
    removed.includes(fileValue(entries, key).toUpperCase())
  );
  const changed = [...values].filter(([key, value]) => !gone.has(key) && value !== fileValue(entries, key));
  return [
    ...changed.flatMap(([key, value]) => changeOf(key, value, entries)),
    ...[...gone, ...leading].filter((key) => entries.get(key)?.source === "file").map((key) => ({ key, value: null })),
    ...(added === null ? [] : [
      { key: `PRINTER_${added.alias}`, value: added.spec, comment: `The printer ${added.alias}` },
      ...[...added.own].map(([name, value]) => ({ key: `PRINTER_${added.alias}_${name}`, value })),
    ]),
    ...(addedType === null ? [] : [
      ...(addedType.route === "" ? [] : [{ key: `ROUTE_${addedType.type}`, value: addedType.route }]),
      ...(addedType.expire === "" ? [] : [{ key: `EXPIRE_${addedType.type}`, value: addedType.expire }]),
    ]),
  ];
}

/** Nothing behind a plain setting is its default; the others are switched off, so that no empty line remains of them. */
function changeOf(key: string, value: string, entries: Entries): EnvChange[] {
  const isPlain = (SETTING_KEYS as readonly string[]).includes(key);
  const second = key === "USERNAME" && fileValue(entries, USERNAME_ALIAS) !== ""
    ? [{ key: USERNAME_ALIAS, value }]
    : [];
  return [{ key: entries.get(key)?.key ?? key, value: value === "" && !isPlain ? null : value }, ...second];
}

function keysOfPrinter(alias: string): string[] {
  return [`PRINTER_${alias}`, ...PRINTER_SETTING_KEYS.map((name) => `PRINTER_${alias}_${name}`)];
}

function namesWrong({ added, addedType }: Asked, entries: Entries): Notice[] {
  const remedy = "Take one short word of letters and digits, such as KITCHEN.";
  return [
    ...(added === null
      ? []
      : !WORD.test(added.alias)
      ? [said(NEW.alias, added.alias, "this is no name for a printer", remedy)]
      : printerAliases(entries).includes(added.alias)
      ? [said(NEW.alias, added.alias, "there is a printer of this name already", "Take another name.")]
      : added.spec === ""
      ? [said(NEW.spec, "", "no printer is given", "Choose one from the list, or write its address.")]
      : []),
    ...(addedType === null || WORD.test(addedType.type)
      ? []
      : [said(NEW.type, addedType.type, "this is no job type", "Take one word such as receipt.")]),
  ];
}

function valueWrong(key: string, value: string, files: readonly string[]): Notice[] {
  if (CONTROL.test(value)) {
    return [said(key, "", "a line break or another control character is in it", "Write it on one line.")];
  }
  const wrong = foreignPath(key, value, files);
  return wrong === null ? [] : [said(key, value, wrong.wrong, wrong.remedy)];
}

/** Its name would be taken for that of a printer of Windows. */
function stillWanted({ removed, values }: Asked, entries: Entries): Notice[] {
  const wanted = values.get("DEFAULT_PRINTER") ?? fileValue(entries, "DEFAULT_PRINTER");
  if (!removed.includes(wanted.toUpperCase())) return [];
  return [said("DEFAULT_PRINTER", wanted, "this printer is being removed", "Choose another one here.")];
}

/** What the reader takes for something else than a printer, such as a name that ends like a setting. */
function notSetUp(added: AddedPrinter | null, { printers }: Settings): Notice[] {
  if (added === null || printers.some(({ name }) => name.toUpperCase() === added.alias)) return [];
  return [said(NEW.alias, added.alias, "this reads like a setting of another printer", "Take another name.")];
}

function said(key: string, value: string, message: string, remedy: string): Notice {
  return { line: null, key, value: shownValue(key, value), message, remedy };
}

function failed(text: string, problem: string): Proposal {
  // Without the value that stands in it, which may be a secret; keys have the case of the file.
  const key = /^([^\s:]+): "/.exec(problem)?.[1] ?? null;
  const message = key === null ? problem : "this cannot be written in a settings file";
  const remedy = key === null ? "" : "Leave out line breaks, odd spaces and quotes.";
  return {
    text,
    problems: inForm([{ line: null, key, value: null, message, remedy }], null),
    warnings: [],
    settings: null,
  };
}

/** With the names that the fields of the form have. */
function inForm(notices: readonly Notice[], added: AddedPrinter | null): Notice[] {
  const places = new Map(
    added === null ? [] : [
      [`PRINTER_${added.alias}`, NEW.spec],
      ...PRINTER_SETTING_KEYS.map((name) => [`PRINTER_${added.alias}_${name}`, `new:${name}`] as const),
    ],
  );
  return notices.map((notice) => {
    const key = notice.key?.includes(":") ? notice.key : notice.key?.toUpperCase() ?? null;
    return { ...notice, key: places.get(key ?? "") ?? key };
  });
}
