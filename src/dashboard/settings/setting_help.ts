/** A group of settings, by the word that begins its heading in the example file. */
export const GROUPS = ["backend", "printers", "which", "templates", "waiting", "watching", "files"] as const;

/** One of them. */
export type Group = typeof GROUPS[number];

/** What the example file says of a setting. */
export interface SettingHelp {
  readonly group: Group;
  /** Its comment, in English; settings without one of their own share that of the line above. */
  readonly text: string;
}

/** What the example file (`.env.example`) says of each setting, by its key. The one source of what a setting is for. */
export function settingHelp(example: string): Map<string, SettingHelp> {
  const help = new Map<string, SettingHelp>();
  let group: Group = GROUPS[0];
  let comment: string[] = [];
  let isRead = false;
  for (const line of example.split(/\r?\n/)) {
    const heading = /^# --- (\w+)/.exec(line)?.[1]?.toLowerCase();
    const key = /^#?([A-Z_]+)=/.exec(line)?.[1];
    if (heading !== undefined || line.trim() === "") comment = [];
    if (heading !== undefined) group = GROUPS.find((name) => name === heading) ?? group;
    else if (key !== undefined) {
      help.set(key, { group, text: comment.join(" ") });
      isRead = true;
    } else if (line.startsWith("# ")) {
      comment = isRead ? [line.slice(2)] : [...comment, line.slice(2)];
      isRead = false;
    }
  }
  return help;
}
