// Runs on Windows: says what the registry and the disk tell, as JSON.
import { freeBytes } from "../../src/windows/disk_space.ts";
import { powerPlan, wantsRestart } from "../../src/windows/power_plan.ts";
import { openRegistry } from "../../src/windows/registry.ts";

const registry = openRegistry();
const told = registry === null ? null : {
  plan: powerPlan(registry),
  restart: wantsRestart(registry),
  none: registry.text("SOFTWARE\\No such key", "x"),
  windows: registry.text("SOFTWARE\\Microsoft\\Windows NT\\CurrentVersion", "CurrentVersion"),
};
registry?.close();
const free = await freeBytes("C:\\windows");
const nowhere = await freeBytes("Q:\\nowhere").catch((error) => error.message);
Deno.stdout.writeSync(new TextEncoder().encode(JSON.stringify({ told, free, nowhere })));
