import { posix, win32 } from "node:path";

/** What the operating system says about this run; injected, so that Windows paths are decided and tested anywhere. */
export interface ProgramFacts {
  readonly os: "windows" | "other";
  /** Whether this is the compiled exe. */
  readonly standalone: boolean;
  /** The running executable: our exe, or `deno` itself. */
  readonly execPath: string;
  /** The folder of `main.ts`; of no use when `standalone`, it does not exist on disk then. */
  readonly projectFolder: string;
  readonly environment: Readonly<Record<string, string>>;
}

/** Where the program's files belong. Every path is absolute. */
export interface Locations {
  /** The exe's folder, or the project's folder. */
  readonly programFolder: string;
  readonly envFile: string;
  /** Folders for the database and the log, in the order of preference; the first writable one is taken. */
  readonly dataDirs: readonly string[];
}

/** The path rules of one system: `node:path`'s `win32` or `posix`. */
export type PathRules = typeof posix;

/** The facts of this run. The one place that knows `Deno.build.standalone` and `Deno.execPath()`. */
export function programFacts(): ProgramFacts {
  return {
    os: Deno.build.os === "windows" ? "windows" : "other",
    standalone: Deno.build.standalone,
    execPath: Deno.execPath(),
    projectFolder: pathRules(Deno.build.os === "windows" ? "windows" : "other").resolve(
      import.meta.dirname ?? ".",
      "..",
      "..",
    ),
    environment: Deno.env.toObject(),
  };
}

/** The path rules of a system, for any system to use. */
export function pathRules(os: ProgramFacts["os"]): PathRules {
  return os === "windows" ? win32 : posix;
}

/**
 * Where the program's files belong. Never the current folder: Task Scheduler starts programs in `System32`. Data goes
 * beside the exe, where a shop finds the log; but not into Program Files (only an elevated start could write there, so
 * that the place would depend on who started it) and not onto a network share (SQLite's WAL needs a local disk). Then
 * `%ProgramData%`, which is the same for every account, and at last `%LOCALAPPDATA%`.
 */
export function locations(facts: ProgramFacts): Locations {
  const path = pathRules(facts.os);
  const programFolder = facts.standalone ? path.dirname(withoutDevicePrefix(facts.execPath)) : facts.projectFolder;
  const beside = !facts.standalone
    ? [path.join(programFolder, "data")]
    : isShared(programFolder, facts)
    ? []
    : [programFolder];
  return {
    programFolder,
    envFile: path.join(programFolder, ".env"),
    dataDirs: [...beside, ...systemDataDirs(facts, path)],
  };
}

/**
 * Where settings may stand, in the order in which they are looked for: beside the program, and for an exe in a folder
 * that nobody may write to (Program Files) where its data is.
 */
export function settingsFiles(facts: ProgramFacts): readonly string[] {
  const path = pathRules(facts.os);
  const elsewhere = facts.standalone ? systemDataDirs(facts, path).map((folder) => path.join(folder, ".env")) : [];
  return [locations(facts).envFile, ...elsewhere];
}

/**
 * The first folder that `isWritable` accepts; `null` when none is. The probe creates the folder, so it is asked in
 * order and no further than needed.
 */
export function chooseDataDir(
  candidates: readonly string[],
  isWritable: (folder: string) => boolean,
): string | null {
  return candidates.find(isWritable) ?? null;
}

/** Whether files can be made in a folder, which is created if need be: tried, since rights cannot be foretold. */
export function isWritableFolder(folder: string): boolean {
  const probe = `${folder}/.printer-client-${crypto.randomUUID()}.tmp`;
  try {
    Deno.mkdirSync(folder, { recursive: true });
    Deno.writeTextFileSync(probe, "");
    Deno.removeSync(probe);
    return true;
  } catch {
    return false;
  }
}

// `\\?\C:\…` is an ordinary path written for the kernel; left as it is, it looks like a network share.
function withoutDevicePrefix(path: string): string {
  return path.replace(/^\\\\\?\\(?=[a-z]:)/i, "");
}

function isShared(folder: string, facts: ProgramFacts): boolean {
  if (facts.os !== "windows") return false;
  const lower = `${folder.toLowerCase()}\\`;
  if (lower.startsWith("\\\\")) return true;
  return ["ProgramFiles", "ProgramFiles(x86)", "ProgramW6432", "SystemRoot"]
    .map((name) => variable(facts, name))
    .some((root) => root !== undefined && lower.startsWith(`${root.toLowerCase()}\\`));
}

function systemDataDirs(facts: ProgramFacts, path: PathRules): string[] {
  if (facts.os === "windows") {
    return [variable(facts, "ProgramData"), variable(facts, "LOCALAPPDATA")]
      .filter((root) => root !== undefined)
      .map((root) => path.join(root, "printer-client"));
  }
  const home = variable(facts, "HOME");
  const state = variable(facts, "XDG_STATE_HOME") ?? (home === undefined ? undefined : path.join(home, ".local/state"));
  return state === undefined ? [] : [path.join(state, "printer-client")];
}

// Names of variables have no case on Windows, and `Deno.env.toObject()` keeps the case each was set with.
function variable(facts: ProgramFacts, name: string): string | undefined {
  const wanted = name.toLowerCase();
  const found = Object.entries(facts.environment).find(([key, value]) =>
    value !== "" && (facts.os === "windows" ? key.toLowerCase() === wanted : key === name)
  );
  return found?.[1];
}
