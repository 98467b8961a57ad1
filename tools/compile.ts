// deno task compile [--target TRIPLE]: makes dist/printer-client.exe, one file with everything in it.
import { join, resolve } from "node:path";
import { parseArgs } from "node:util";
import { bundle, RUN_TIME_FILES } from "./bundle.ts";

const PROJECT = join(import.meta.dirname ?? "", "..");
/** Programs compiled by another Deno were never tested; those of 2.9.3 do not even start on Windows. */
const DENO_VERSION = "2.9.5";
const WINDOWS = "x86_64-pc-windows-msvc";

/**
 * What the compiled program may do. These are flags, not lists in deno.json: those are made absolute on the machine that
 * compiles. `--no-prompt`: an unattended window must never wait for an answer about permissions.
 */
export const PERMISSIONS: readonly string[] = [
  "--no-prompt",
  // The backend and the printers are where the settings say.
  "--allow-net",
  // socket.io-client's "debug" package lists every variable and fails with less.
  "--allow-env",
  // .env beside the exe, DATA_DIR, LOG_FILE, folder printers, print jobs from a file: any folder the settings say.
  "--allow-read",
  "--allow-write",
  // Windows' own certificates: a virus scanner that looks into TLS signs with one of them.
  // Free space of the disk, where there is no Windows.
  "--allow-sys=ca,statfs",
  "--deny-import",
  // With a list the Deno.UnsafePointer functions are refused as well: src/winspool does without them.
  `--allow-ffi=${
    ["winspool.drv", "kernel32.dll", "gdi32.dll", "advapi32.dll"].map((name) => `C:\\Windows\\System32\\${name}`).join()
  }`,
  // The second hands the page's address to the browser that Windows opens such addresses with.
  `--allow-run=${["schtasks.exe", "rundll32.exe"].map((name) => `C:\\Windows\\System32\\${name}`).join()}`,
];

/** The arguments of `deno` that compile the bundle in `folder` for `target` into the file `output`; both are whole paths. */
export function compileArguments(folder: string, target: string, output: string): string[] {
  return [
    ...["compile", "--target", target, "--output", output],
    ...PERMISSIONS,
    // All that runs is in the bundle: nothing of deno.json and deno.lock is needed beside it.
    ...["--no-config", "--no-lock"],
    ...RUN_TIME_FILES.flatMap((path) => ["--include", join(folder, path)]),
    ...(target.includes("windows") ? ["--icon", join(PROJECT, "tools/icon.ico")] : []),
    join(folder, "main.js"),
  ];
}

function say(line: string): void {
  Deno.stderr.writeSync(new TextEncoder().encode(`${line}\n`));
}

/** Runs the compiler and passes on what it says; gives its exit code, and its messages for a look at the cause. */
async function runCompiler(args: readonly string[]): Promise<{ readonly code: number; readonly messages: string }> {
  const child = new Deno.Command(Deno.execPath(), { args: [...args], cwd: PROJECT, stderr: "piped" }).spawn();
  let messages = "";
  for await (const piece of child.stderr) {
    Deno.stderr.writeSync(piece);
    messages += new TextDecoder().decode(piece);
  }
  return { code: (await child.status).code, messages };
}

async function compile(target: string, output: string): Promise<number> {
  if (Deno.version.deno !== DENO_VERSION) {
    say(`Cannot compile with Deno ${Deno.version.deno}: use npx -y deno@${DENO_VERSION} task compile`);
    return 1;
  }
  const runtime = Deno.env.get("DENORT_BIN");
  if (runtime !== undefined) {
    say(`Runtime: ${runtime} (DENORT_BIN). It must be denort of ${DENO_VERSION} for ${target}.`);
  }

  const folder = join(PROJECT, "dist/program");
  try {
    await bundle(folder);
  } catch (error) {
    say(error instanceof Error ? error.message : String(error));
    return 1;
  }
  const { code, messages } = await runCompiler(compileArguments(folder, target, resolve(output)));
  if (code !== 0 && messages.includes("Setting up base binary")) {
    say(`
Cannot get the runtime that the program is put into: Deno ${DENO_VERSION} downloads denort-${target}.zip
when it compiles for ${target} for the first time. What to do, one of:
  - run this task where the internet can be reached; later runs use the file from Deno's cache
  - take denort-${target}.zip from the files of Deno's release v${DENO_VERSION}, unzip it, and set
    DENORT_BIN to the path of the program in it (denort, not deno: with deno the result is deno itself)`);
  }
  if (code === 0) say(`Ready: ${output}`);
  return code;
}

if (import.meta.main) {
  const { values } = parseArgs({
    args: Deno.args,
    options: {
      target: { type: "string", default: WINDOWS },
      output: { type: "string" },
    },
  });
  const name = values.target.includes("windows") ? "printer-client.exe" : "printer-client";
  Deno.exit(await compile(values.target, values.output ?? join("dist", name)));
}
