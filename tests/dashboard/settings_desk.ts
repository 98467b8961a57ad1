import { join } from "node:path";
import { loadSettings, type Settings } from "../../src/config.ts";
import type { Found } from "../../src/dashboard/settings/form_view.ts";
import { settingsPage } from "../../src/dashboard/settings/settings_page.ts";
import type { InstalledPrinter } from "../../src/domain/ports.ts";
import { programFacts } from "../../src/windows/locations.ts";
import { type AskedApp, askedApp } from "./asked_app.ts";

/** A settings file as a shop has it: remarks, odd order and quoting, secrets, a setting that nobody knows. */
export const FILE = `# Shop "Tre Motra", written by Ana
SESSION_ID='s3cret#session'   # from the till
SOCKET_URL=http://ana:pa55word@localhost:5001/?token=tok3n
USERNAME = till_1
NIPT=L12345678A

PRINTER_KITCHEN=tcp://192.168.1.50
PRINTER_KITCHEN_COLUMNS=42
#PRINTER_KITCHEN_CUTTER=off
PRINTER_BAR=folder:printed
DEFAULT_PRINTER=BAR
ROUTE_KITCHEN_TICKET=KITCHEN
DRAW_MISSING=yes
ALERT_URL=https://hooks.example/T0P/s3crethook
FAVOURITE_COLOUR=green
`;

/** What of the file no browser may ever get. */
export const SECRETS_OF_FILE = ["s3cret#session", "pa55word", "tok3n", "s3crethook"];

/** The page over a real file. */
export interface SettingsDesk extends AskedApp {
  readonly path: string;
  /** The HTML of a page. */
  read(path?: string): Promise<string>;
  /** Everything the form says, as a browser would send it, with changes; `do` is `save` when missing. */
  submit(changes: Readonly<Record<string, string>>, html?: string): Promise<Response>;
  /** The file now. */
  text(): string;
  /** Settings that were tested, and printers that got a test page. */
  readonly tested: Settings[];
  readonly slips: string[];
  readonly restarts: number[];
}

/** What is special about the desk. */
export interface DeskWishes {
  readonly text?: string;
  readonly environment?: Readonly<Record<string, string>>;
  readonly installed?: readonly InstalledPrinter[];
  readonly found?: readonly Found[];
}

/** Opens the page over a file in `folder`. */
export async function settingsDesk(folder: string, wishes: DeskWishes = {}): Promise<SettingsDesk> {
  const path = join(folder, ".env");
  await Deno.writeTextFile(path, wishes.text ?? `${FILE}DATA_DIR=${join(folder, "data")}\n`);
  const facts = { ...programFacts(), environment: wishes.environment ?? {} };
  const tested: Settings[] = [];
  const slips: string[] = [];
  const restarts: number[] = [];
  let ids = 0;
  const page = settingsPage({
    path,
    environment: facts.environment,
    load: (text) => loadSettings(path, facts, text),
    newId: () => `id-${++ids}`,
    example: await Deno.readTextFile(new URL("../../.env.example", import.meta.url)),
    running: { dashboardPort: 9180, dataDir: join(folder, "data") },
    installed: () => Promise.resolve(wishes.installed ?? []),
    files: () => [...Deno.readDirSync(folder)].map(({ name }) => name),
    test: (settings) => {
      tested.push(settings);
      return Promise.resolve(wishes.found ?? [{ name: "backend", kind: "ok", message: "it accepted us" }]);
    },
    slip: (_settings, alias) => {
      slips.push(alias);
      return Promise.resolve(null);
    },
    restart: () => restarts.push(1),
  });
  const asked = askedApp({ pages: [page] });
  const read = async (path = "/settings") => await (await asked.ask(path)).text();
  return {
    ...asked,
    ...{ path, tested, slips, restarts, read },
    async submit(changes, html) {
      const form = fieldsOf(html ?? await read());
      const fields = Object.fromEntries(Object.entries({ ...form, do: "save", ...changes }));
      return await asked.send("/settings", fields);
    },
    text: () => Deno.readTextFileSync(path),
  };
}

/** The fields of the form with the values that a browser would send. */
export function fieldsOf(html: string): Record<string, string> {
  const form = /<form method="post" action="\/settings" class="settings">([^]*?)<\/form>/.exec(html)?.[1] ?? "";
  const fields: Record<string, string> = {};
  for (const [tag] of form.matchAll(/<input[^>]*>/g)) {
    if (/type="checkbox"/.test(tag) && !/\schecked/.test(tag)) continue;
    const name = /\sname="([^"]*)"/.exec(tag)?.[1];
    if (name !== undefined) fields[unescaped(name)] = unescaped(/\svalue="([^"]*)"/.exec(tag)?.[1] ?? "");
  }
  for (const [, head = "", inside = ""] of form.matchAll(/<select([^>]*)>([^]*?)<\/select>/g)) {
    const options = [...inside.matchAll(/<option value="([^"]*)"\s*(selected)?/g)];
    const [, value = ""] = options.find(([, , selected]) => selected !== undefined) ?? options[0] ?? [];
    fields[unescaped(/name="([^"]*)"/.exec(head)?.[1] ?? "")] = unescaped(value);
  }
  return fields;
}

/** HTML's own signs as text again. */
export function unescaped(text: string): string {
  const signs: Record<string, string> = { lt: "<", gt: ">", quot: '"', "#39": "'", amp: "&" };
  return text.replace(/&(lt|gt|quot|#39|amp);/g, (whole, name: string) => signs[name] ?? whole);
}

/** A test over a file of its own. */
export function desk(
  name: string,
  act: (desk: SettingsDesk, folder: string) => Promise<void>,
  wishes: DeskWishes = {},
): void {
  Deno.test(name, async () => {
    const folder = await Deno.makeTempDir();
    try {
      await act(await settingsDesk(folder, wishes), folder);
    } finally {
      await Deno.remove(folder, { recursive: true });
    }
  });
}

/** What a page says is wrong, as plain text. */
export function faults(html: string): string[] {
  return [...html.matchAll(/<p class="fault" lang="en">([^]*?)<\/p>/g)].map(([, text = ""]) =>
    unescaped(text).replace(/\s+/g, " ").trim()
  );
}
