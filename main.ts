import { main } from "./src/cli/cli.ts";
import { processIo } from "./src/cli/process_io.ts";

// The one place that touches the real process: everything below is handed its world.
if (import.meta.main) Deno.exit(await main(processIo()));
