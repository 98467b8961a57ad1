// Runs on Windows: writes to the event log, and says so.
import { openEventLog } from "../../src/windows/event_log.ts";

const log = openEventLog();
log?.report("error", 'job_failed printer="Küche" \u001b[2J');
log?.report("info", "started");
log?.close();
Deno.stdout.writeSync(new TextEncoder().encode(log === null ? "no event log" : "reported"));
