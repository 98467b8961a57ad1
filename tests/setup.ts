import { command, tryCommand } from "./command.ts";
import { windowsDeno } from "./windows/windows_deno.ts";
import { windowsMissing, windowsRoot } from "./windows/windows_root.ts";

/** Debian packages that tests need, and which tests those are. */
const NEEDS = [
  {
    packages: ["python3-flask", "python3-flask-socketio", "python3-eventlet"],
    tests: "the tests against a Flask-SocketIO backend",
  },
  {
    packages: ["python3-socketio", "python3-requests", "python3-websocket"],
    tests: "the plain client of the benchmark",
  },
  { packages: ["redis-server", "python3-redis"], tests: "the tests of several backend processes" },
  { packages: ["zbar-tools", "zxing-cpp-tools"], tests: "the tests that read QR codes and barcodes back" },
  { packages: ["gcc", "libc6-dev"], tests: "the tests against the scripted Windows spooler" },
  { packages: ["ghostscript", "poppler-utils"], tests: "the tests that look at the pages of office printers" },
  { packages: ["chromium"], tests: "the tests of the page in a browser" },
  { packages: ["tinyproxy-bin"], tests: "the tests through a company's proxy" },
  { packages: ["debootstrap", "util-linux", "mount"], tests: "the tests of the client as a Windows process" },
] as const;

/**
 * Makes what the tests need and this machine lacks: Debian packages, npm packages, the Windows deno.exe, and the tree with Wine
 * and CUPS. Quick when all is there. `say` hears each slow step and, in full, what will be skipped and why.
 */
export async function setUp(say: (line: string) => void): Promise<void> {
  await attempt("Debian packages", () => installDebianPackages(say));
  await attempt("npm packages", () => command(Deno.execPath(), ["install", "--quiet"]));
  await attempt("deno.exe for Windows", windowsDeno);

  const missing = await windowsMissing();
  if (missing === null) await attempt("Debian tree with Wine and CUPS (about a minute the first time)", windowsRoot);
  else say(`SKIPPED: the tests of the client as a Windows process, because ${missing}`);

  /** Goes on after a failure: the tests that do without this are still worth running. */
  async function attempt(step: string, action: () => Promise<unknown>): Promise<void> {
    say(step);
    try {
      await action();
    } catch (error) {
      say(`FAILED: ${step}: ${error instanceof Error ? error.message : error}`);
    }
  }
}

async function installDebianPackages(say: (line: string) => void): Promise<void> {
  const wanted = [];
  for (const need of NEEDS) {
    const packages = [];
    for (const name of need.packages) if (!(await isInstalled(name))) packages.push(name);
    if (packages.length > 0) wanted.push({ packages, tests: need.tests });
  }
  if (wanted.length === 0) return;

  const packages = wanted.flatMap((need) => need.packages);
  const obstacle = await aptObstacle();
  if (obstacle !== null) {
    for (const need of wanted) {
      say(`SKIPPED: ${need.tests}, because ${need.packages.join(", ")} is missing: ${obstacle}`);
    }
    return;
  }
  say(`installing ${packages.join(", ")}`);
  const env = { DEBIAN_FRONTEND: "noninteractive" };
  const waiting = ["-o", "DPkg::Lock::Timeout=300"];
  await command("apt-get", [...waiting, "update"], { env });
  await command("apt-get", [...waiting, "install", "--yes", "--no-install-recommends", ...packages], { env });
}

async function isInstalled(name: string): Promise<boolean> {
  const result = await tryCommand("dpkg-query", ["--show", "--showformat=${db:Status-Status}", name]).catch(() => null);
  return result?.stdout === "installed";
}

async function aptObstacle(): Promise<string | null> {
  const found = await tryCommand("apt-get", ["--version"]).catch(() => null);
  if (found === null) return "this is not a Debian machine";
  return Deno.uid() === 0 ? null : "installing needs root";
}

if (import.meta.main) {
  await setUp((line) => Deno.stdout.writeSync(new TextEncoder().encode(`${line}\n`)));
}
