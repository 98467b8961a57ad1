import assert from "node:assert/strict";
import { sampleJobs } from "../../../src/cli/trial/sample_jobs.ts";
import { Trials } from "../../../src/cli/trial/trials.ts";
import { CLOCK } from "../../../src/cli/wire.ts";
import { DEFAULT_PROFILE } from "../../../src/domain/profile.ts";
import type { TrialWish } from "../../../src/domain/template_trial.ts";
import { FORMATS } from "../../../src/template/formats.ts";

const SHOP = { templatesDir: "/nowhere", locale: null, currency: "", assetsDir: "/nowhere", logo: null };

function wish(text: string, name = "receipt"): TrialWish {
  return {
    ...{ name, text, jobs: sampleJobs(name), printer: "BAR", profile: DEFAULT_PROFILE },
    isMasked: Boolean(0),
    isFinal: Boolean(1),
    notices: [],
  };
}

/** How often this thread had its turn while `work` went on. */
async function turnsDuring(work: Promise<unknown>): Promise<number> {
  let turns = 0;
  const timer = setInterval(() => turns++, 10);
  await work.finally(() => clearInterval(timer));
  return turns;
}

Deno.test("Trials draws every shipped template with its sample, and finds nothing wrong", async () => {
  const trials = new Trials(SHOP, CLOCK);
  for (const [name, text] of Object.entries(FORMATS)) {
    const { findings, svg } = await trials.try(wish(text, name));
    assert.deepEqual([name, findings, svg?.startsWith("<svg")], [name, [], /./.test("x")]);
  }
  trials.close();
});

Deno.test("Trials ends a template that takes too long, holds nobody up meanwhile, and goes on with the next", async () => {
  const trials = new Trials(SHOP, CLOCK, 2_500);
  assert.deepEqual((await trials.try(wish("<p>ready"))).findings, []);
  // The template itself is quick; it is the painter that takes long.
  const slow = trials.try(
    wish(`{% for i in (1..20000) %}<p width=8 height=8>{{ i }}${"Ж中".repeat(30)}</p>{% endfor %}`),
  );
  const turns = await turnsDuring(slow);
  assert.ok(turns > 25, `${turns} turns in 2.5 seconds`);
  assert.deepEqual((await slow).findings.map(({ text }) => text), [
    "It could not be tried: it takes longer than 2.5 seconds.",
  ]);
  const { findings } = await trials.try(
    wish("{% for i in (1..999999) %}{% for j in (1..9999) %}{% endfor %}{% endfor %}"),
  );
  assert.match(findings[0]?.text ?? "", /limit exceeded/);
  assert.match((await trials.try(wish("<p>after"))).svg ?? "", />after</);
  trials.close();
});

Deno.test("Trials turns away what a person cannot have meant: more at a time than eyes can look at", async () => {
  const trials = new Trials(SHOP, CLOCK);
  const all = await Promise.all(Array.from({ length: 8 }, () => trials.try(wish("<p>x"))));
  assert.deepEqual(all.map(({ findings }) => findings.length), [0, 0, 0, 0, 0, 0, 1, 1]);
  assert.match(all[7]?.findings[0]?.text ?? "", /Too many/);
  trials.close();
});
