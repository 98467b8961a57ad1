import { join } from "node:path";

/** What a settings file says besides who the client is. */
export type Settings = Readonly<Record<string, string>>;

/** Writes `till.env` into `folder`, ready for `--env`; its database and log stay in the same folder. Gives its path. */
export async function writeSettings(folder: string, settings: Settings = {}): Promise<string> {
  const path = join(folder, "till.env");
  await Deno.writeFile(path, new TextEncoder().encode(settingsText(settings)));
  return path;
}

/** The text of a settings file, with the line ends of Windows. `USERNAME` is one that the environment has otherwise; clients that run at once cannot share the page's port. */
export function settingsText(settings: Settings = {}): string {
  const all = {
    SESSION_ID: "session-7",
    USERNAME: "till-7",
    NIPT: "L12345678A",
    RECONNECT_DELAY: "0.2",
    DASHBOARD_PORT: "0",
    ...settings,
  };
  return Object.entries(all).map(([key, value]) => `${key}=${value}\r\n`).join("");
}
