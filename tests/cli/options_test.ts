import assert from "node:assert/strict";
import { parseOptions } from "../../src/cli/options.ts";

const NONE = {
  command: "run",
  file: "",
  job: "",
  out: null,
  printer: null,
  envFile: null,
  json: false,
  force: false,
  paper: false,
  system: false,
  standby: false,
};

Deno.test("parseOptions() understands each command", async (t) => {
  const cases: [string[], Record<string, unknown>][] = [
    [[], {}],
    [["--test-print", "--printer", "Bar"], { command: "test-print", printer: "Bar" }],
    [["--list-printers", "--json"], { command: "list-printers", json: true }],
    [["--check", "--paper", "--printer", "BAR"], { command: "check", paper: true, printer: "BAR" }],
    [["--check", "--env", "shop.env"], { command: "check", envFile: "shop.env" }],
    [["--calibrate", "--printer", "Bar"], { command: "calibrate", printer: "Bar" }],
    [["--print", "a.json"], { command: "print", file: "a.json" }],
    [["--preview=a.json"], { command: "preview", file: "a.json" }],
    [["--preview", "a.json", "--out", "A.SVG"], { command: "preview", file: "a.json", out: "A.SVG" }],
    [["--lint", "a.json", "--printer", "Bar"], { command: "lint", file: "a.json", printer: "Bar" }],
    [["--export-templates"], { command: "export-templates" }],
    [["--export-templates", "--force"], { command: "export-templates", force: true }],
    [["--reprint", "j1"], { command: "reprint", job: "j1" }],
    [["--demo"], { command: "demo" }],
    [["-h"], { command: "help" }],
    [["--help", "--check"], { command: "help" }],
    [["-v"], { command: "version" }],
  ];
  for (const [args, expected] of cases) {
    await t.step(args.join(" ") || "nothing", () => assert.deepEqual(parseOptions(args), { ...NONE, ...expected }));
  }
});

Deno.test("parseOptions() says what is wrong in a sentence", async (t) => {
  const cases: [string[], RegExp][] = [
    [["--chek"], /'--chek'/],
    [["print.json"], /^"print\.json" is not an option/],
    [["--print"], /--print/],
    [["--preview="], /^--preview needs the name of a JSON file\.$/],
    [["--lint="], /^--lint needs the name of a JSON file\.$/],
    [["--preview", "a.json", "--out", "a.pdf"], /^--out "a\.pdf": the name must end in \.svg, .*\.txt or \.html\.$/],
    [["--preview", "a.json", "--out", ""], /^--out needs the name of a file/],
    [["--print", "a.json", "--out", "a.svg"], /^--out goes with --preview\.$/],
    [["--reprint="], /^--reprint needs a job_id, or the word last\.$/],
    [["--check", "--test-print"], /^--test-print and --check cannot be asked at once/],
    [["--printer", "Bar"], /^--printer goes with/],
    [["--list-printers", "--paper"], /^--paper goes with --check\.$/],
    [["--check", "--printer", "BAR"], /^--printer goes with .* or --check --paper\.$/],
    [["--check", "--force"], /^--force goes with --export-templates\.$/],
    [["--json=yes"], /--json/],
    [["--calibrate", "--json"], /^--calibrate asks a person: it has no --json\./],
  ];
  for (const [args, expected] of cases) {
    await t.step(args.join(" "), () => {
      const { problem } = parseOptions(args) as { problem: string };
      assert.match(problem, expected);
      assert.match(problem, /\.$/);
    });
  }
});
