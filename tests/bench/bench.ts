// deno task bench: what the 30-line receipt costs, and what it costs elsewhere, in one run on one machine. Machines are
// noisy: the ratios are what counts.
import { render } from "../../src/render/render.ts";
import { type Job, parseJob } from "../../src/domain/job.ts";
import { DEFAULT_PROFILE } from "../../src/domain/profile.ts";
import { PictureShelf } from "../../src/pictures/shelf.ts";
import { Composer } from "../../src/template/engine.ts";
import { FORMATS } from "../../src/template/formats.ts";
import { defaultTill, measureReturn, ourTill } from "./fleet_bench.ts";
import { benchEncode, benchLogo, benchReceipt, type Figure, median } from "./encode_bench.ts";

/** The whole way of a job, from the stored job to the printer's bytes, and the template's part of it. */
function benchWholeWay(runs = 2_000): Figure[] {
  const composer = new Composer();
  const withLogo = new Composer(FORMATS, { pictures: new PictureShelf({ assetsDir: "assets", logo: benchLogo() }) });
  const payload = { data: { type: "receipt", receipt_data: benchReceipt() } };
  const context = { nipt: "", types: composer.types, nowMs: 0, wallMs: 0, newId: () => "bench" };
  const { job } = parseJob("print_request", payload, context) as { job: Job };
  return [
    median("validation", runs, () => parseJob("print_request", payload, context)),
    median("template", runs, () => composer.compose(job, DEFAULT_PROFILE)),
    median("whole way: job to bytes, with template", runs, () => {
      return render(composer.compose(job, DEFAULT_PROFILE), DEFAULT_PROFILE);
    }),
    median("whole way, with logo, kept", runs, () => {
      return render(withLogo.compose(job, DEFAULT_PROFILE), DEFAULT_PROFILE);
    }),
    median("unpacking the logo", Math.ceil(runs / 10), () => benchLogo()),
  ];
}

const figures = [...benchEncode(), ...benchWholeWay()];
const [baseline] = figures.filter(({ name }) => name === "layout and encode");
const lines = figures.map(({ name, medianUs }) => {
  const ratio = medianUs / (baseline?.medianUs ?? medianUs);
  return `${name.padEnd(44)}${medianUs.toFixed(1).padStart(12)}${ratio.toFixed(1).padStart(12)}`;
});
const head = `${"median of the 30-line receipt".padEnd(44)}${"µs".padStart(12)}${"× ours".padStart(12)}`;
say([head, ...lines].join("\n"));

function say(line: string): void {
  Deno.stdout.writeSync(new TextEncoder().encode(`${line}\n`));
}

// A thousand tills whose server was away for half a minute: all at once would keep it down.
const TILLS = 1_000;
const fleet = [["with our jitter", ourTill, 7_801], ["socket.io-client's defaults", defaultTill, 7_802]] as const;
say(
  `\n${`${TILLS} tills after a restart of their server`.padEnd(44)}${"peak/s".padStart(12)}${"half, s".padStart(12)}${
    "all, s".padStart(12)
  }`,
);
for (const [name, till, port] of fleet) {
  const { peakPerSecond, halfBackS, allBackS } = await measureReturn(TILLS, port, till);
  say(
    `${name.padEnd(44)}${String(peakPerSecond).padStart(12)}${halfBackS.toFixed(1).padStart(12)}${
      allBackS.toFixed(1).padStart(12)
    }`,
  );
}
Deno.exit();
