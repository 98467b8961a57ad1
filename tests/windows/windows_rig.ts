import { join, relative } from "node:path";
import { PERMISSIONS } from "../../tools/compile.ts";
import { bundledProgram } from "../bundled_program.ts";
import { command, type CommandResult } from "../command.ts";
import { windowsDeno } from "./windows_deno.ts";
import { type RunningProgram, watchProgram } from "../running_program.ts";
import { windowsRoot } from "./windows_root.ts";

/** How a Windows program is started. */
export interface StartOptions {
  /** Added to the few variables that Windows always has. */
  readonly env?: Readonly<Record<string, string>>;
  /** A folder of `folder` or of the checkout, as Linux names it; `folder` when missing. */
  readonly cwd?: string;
  /** Whether it gets a console window that somebody types into (`WindowsProgram.type`). */
  readonly hasConsole?: boolean;
}

/** A Windows program that runs. */
export interface WindowsProgram extends RunningProgram {
  /** Types into the console. */
  type(text: string): Promise<void>;
}

/** One Windows PC with a print spooler, alive until `close`. */
export interface WindowsRig extends AsyncDisposable {
  /** An empty folder that both sides can write to, as Linux names it. */
  readonly folder: string;
  /** The Windows name of a path in `folder` or in the checkout (which Windows can only read). */
  windowsPath(path: string): string;
  /** Installs a printer whose documents go, untouched, to `port` of 127.0.0.1. Programs that run already may not see it. */
  addQueue(name: string, port: number): Promise<void>;
  /** Starts deno.exe with `args`. npm packages come from the Linux cache; none is downloaded. */
  start(args: readonly string[], options?: StartOptions): WindowsProgram;
  /** Starts printer-client as the exe has it inside, with the exe's permissions. */
  startClient(args: readonly string[], options?: StartOptions): WindowsProgram;
  /** Runs deno.exe with `args` to its end. */
  run(args: readonly string[], options?: StartOptions): Promise<CommandResult>;
  close(): Promise<void>;
}

const CHECKOUT = join(import.meta.dirname ?? "", "..", "..");

/** Boots a Windows session of its own: no queue, file or process is shared with another. */
export async function startWindows(): Promise<WindowsRig> {
  const [root, denoExe, npmCache] = await Promise.all([windowsRoot(), windowsDeno(), npmCacheFolder()]);
  const program = await bundledProgram();
  const scratch = await Deno.makeTempDir({ prefix: "windows-" });
  const folder = await Deno.makeTempDir({ prefix: "windows-shared-" });

  const session = new Deno.Command("unshare", {
    args: [
      ...["--mount", "--pid", "--fork", "--kill-child", "--propagation", "private"],
      ...["bash", join(import.meta.dirname ?? "", "session.sh"), root, scratch, CHECKOUT, denoExe, npmCache, folder],
    ],
    stdin: "piped",
    stdout: "piped",
    stderr: "inherit",
  }).spawn();
  const reader = session.stdout.getReader();
  const { done } = await reader.read();
  if (done) {
    await Promise.all([scratch, folder].map((path) => Deno.remove(path, { recursive: true })));
    throw new Error("the Windows session did not boot; its messages are above");
  }
  const init = (await Deno.readTextFile(`/proc/${session.pid}/task/${session.pid}/children`)).trim();

  const processes: RunningProgram[] = [];

  function windowsPath(path: string): string {
    const places = [[folder, "Z:\\shared"], [CHECKOUT, "Z:\\checkout"]] as const;
    for (const [linux, windows] of places) {
      const inside = relative(linux, path);
      if (!inside.startsWith("..")) return join(windows, inside).replaceAll("/", "\\");
    }
    throw new Error(`"${path}" is neither in the shared folder nor in the checkout`);
  }

  /** The arguments with which `nsenter` runs a program inside. */
  function inside(program: readonly string[], { env = {}, cwd = folder }: StartOptions): string[] {
    const variables = {
      PATH: "/usr/bin:/usr/sbin:/bin",
      HOME: "/root",
      LC_ALL: "C.UTF-8",
      XDG_RUNTIME_DIR: "/run",
      WINEPREFIX: "/wine",
      WINEDEBUG: "-all",
      WINEDLLOVERRIDES: "mscoree,mshtml=",
      DENO_DIR: "Z:\\deno_dir",
      DENO_NO_UPDATE_CHECK: "1",
      NO_COLOR: "1",
      ...env,
    };
    return [
      ...["--target", init, "--mount", "--pid", "chroot", `${scratch}/root`],
      ...["env", "--ignore-environment", `--chdir=${windowsPath(cwd).slice(2).replaceAll("\\", "/")}`],
      ...Object.entries(variables).map(([key, value]) => `${key}=${value}`),
      ...program,
    ];
  }

  function start(args: readonly string[], options: StartOptions = {}): WindowsProgram {
    const { hasConsole = false } = options;
    const words = ["nsenter", ...inside(["wine", "/deno.exe", ...args], options)];
    // Wine draws the console of a program whose input and output are a terminal, and `script` makes one. Wine takes keys as
    // they are; what is typed before it asks for them would go through the terminal's own line editor.
    const inRaw = ["sh", "-c", 'stty raw -echo; exec "$@"', "sh", ...words];
    const [name = "", ...rest] = hasConsole
      ? ["script", "--quiet", "--return", "--flush", "--command", inRaw.map(quoted).join(" "), "/dev/null"]
      : words;
    const child = new Deno.Command(name, {
      args: rest,
      env: { SHELL: "/bin/sh" },
      stdin: hasConsole ? "piped" : "null",
      stdout: "piped",
      stderr: "piped",
    }).spawn();
    const keyboard = hasConsole ? child.stdin.getWriter() : null;
    const program = watchProgram(child);
    processes.push(program);
    return Object.assign(program, {
      async type(text: string) {
        if (keyboard === null) throw new Error("nobody types where there is no console");
        await keyboard.write(new TextEncoder().encode(text));
      },
    });
  }

  function startClient(args: readonly string[], options?: StartOptions): WindowsProgram {
    return start(["run", "--cached-only", ...PERMISSIONS, windowsPath(program), ...args], options);
  }

  async function addQueue(name: string, port: number): Promise<void> {
    await command("nsenter", inside(["lpadmin", "-p", name, "-v", `socket://127.0.0.1:${port}`, "-E"], {}));
  }

  async function close(): Promise<void> {
    await session.stdin.close();
    await Promise.all([session.status, ...processes.map((process) => process.ended)]);
    await reader.cancel();
    await Promise.all([scratch, folder].map((path) => Deno.remove(path, { recursive: true })));
  }

  return {
    folder,
    windowsPath,
    addQueue,
    start,
    startClient,
    run: (args, options) => start(args, options).ended,
    close,
    [Symbol.asyncDispose]: close,
  };
}

function quoted(word: string): string {
  return `'${word.replaceAll("'", "'\\''")}'`;
}

async function npmCacheFolder(): Promise<string> {
  // Every package of deno.json, so that nothing is missing when a Windows program starts.
  await command(Deno.execPath(), ["install", "--quiet"], { cwd: CHECKOUT });
  const info = JSON.parse(await command(Deno.execPath(), ["info", "--json"], { cwd: CHECKOUT }));
  return info.npmCache;
}
