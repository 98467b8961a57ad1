import type { Settings } from "../config.ts";
import { dashboardAddress, keptKey } from "../dashboard/key.ts";
import { NAME } from "../version.ts";
import { EXIT } from "./exit_code.ts";
import type { Io } from "./io.ts";

/** How long a running client may take to answer. */
const PATIENCE_MS = 3_000;

/** `--open`: shows the page of the running client in the browser. Says its address where none can be opened. */
export async function openDashboard(
  io: Io,
  { dashboardPort: port, dataDir }: Pick<Settings, "dashboardPort" | "dataDir">,
  open: (address: string) => Promise<boolean> = openInBrowser,
): Promise<number> {
  if (port === 0) {
    io.err("DASHBOARD_PORT is 0: there is no page. Remove that line from .env and start the program again.");
    return EXIT.failed;
  }
  const key = keptKey(dataDir);
  if (key === null || !(await answers(port))) {
    io.err(`${NAME} is not running, or serves no page on port ${port}. Start it, then try again.`);
    return EXIT.failed;
  }
  const address = dashboardAddress(port, key);
  if (await open(address)) io.out("The page opens in the browser.");
  else io.out(`Open this address in a browser of this PC:\n${address}`);
  return EXIT.done;
}

async function answers(port: number): Promise<boolean> {
  try {
    const response = await fetch(`http://127.0.0.1:${port}/`, {
      redirect: "manual",
      signal: AbortSignal.timeout(PATIENCE_MS),
    });
    await response.body?.cancel();
    return true;
  } catch {
    return false;
  }
}

/** Hands an address to the system's own way of opening it; `false` where that does not work. */
async function openInBrowser(address: string): Promise<boolean> {
  const [program, args] = Deno.build.os === "windows"
    ? ["C:\\Windows\\System32\\rundll32.exe", ["url.dll,FileProtocolHandler", address]] as const
    : ["xdg-open", [address]] as const;
  try {
    const { success } = await new Deno.Command(program, { args: [...args], stdout: "null", stderr: "null" }).output();
    return success;
  } catch {
    return false;
  }
}
