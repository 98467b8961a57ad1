// Runs on Windows: writes a log that goes on in new files while another handle has the first one open.
import { openLog } from "../../src/log/log.ts";

const file = Deno.args[0] ?? "";
const log = openLog({ level: "info", file, maxBytes: 2_000, files: 3 });
log.info("started");
using reader = Deno.openSync(file, { read: true });
for (let count = 0; count < 100; count++) {
  log.info("job_printed", { count });
  // Lines of the same moment are written together.
  await new Promise((resolve) => setTimeout(resolve));
}
await log.close();
Deno.stdout.writeSync(new TextEncoder().encode(`${log.problem} ${reader.statSync().isFile}`));
