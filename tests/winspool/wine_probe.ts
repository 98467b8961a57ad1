// Runs as a Windows program: prints on the printer that is named, reads what Windows tells, and writes it as JSON.
import { Spooler } from "../../src/winspool/spooler.ts";
import { SpoolApi } from "../../src/winspool/spool_api.ts";
import { openLibrary, windowsLibraries } from "../../src/winspool/symbols.ts";

const name = Deno.args[0] ?? "";
const clock = {
  nowMs: () => Date.now(),
  after(delayMs: number, action: () => void): () => void {
    const timer = setTimeout(action, delayMs);
    return () => clearTimeout(timer);
  },
};

const spooler = new Spooler({ clock });
const installed = await spooler.installed();
const described = await spooler.describe(name);
const printer = spooler.open(name);
const check = await printer.check();
const bytes = Uint8Array.from({ length: 200_000 }, (_, i) => i % 251);
const receipt = await printer.print({ jobId: "job-7", title: "Faturë 🍕", bytes });
const news = await new Promise<unknown>((resolve) => {
  printer.follow(receipt.spoolJobId ?? 0, (one) => one.isLast && resolve(one));
});
const held = await printer.holds("job-7").catch((error) => error.message);
const wrong = spooler.open(`${name}x`);
const error = await wrong.check().catch((error) => ({ code: error.code, message: error.message, hint: error.hint }));
await Promise.all([printer.close(), wrong.close(), spooler.close()]);

const library = openLibrary(windowsLibraries(Deno.env.get("SystemRoot")));
const api = new SpoolApi(library, () => {});
const handle = api.open(name);
const queue = api.queue(handle);
const jobId = api.startDocument(handle, "Faturë 🍕", "RAW");
const title = api.job(handle, jobId)?.title;
api.abort(handle);
const gone = api.job(handle, jobId);
api.close(handle);
library.close();

const told = { installed, described, check, receipt, error, queue, title, gone, news, held };
Deno.stdout.writeSync(new TextEncoder().encode(JSON.stringify(told)));
