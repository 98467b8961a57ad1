// deno task release [--skip-tests] [--exe FILE] [--out FOLDER]: tests, compiles, and puts what a shop gets into a zip, with the
// checksums and the bill of materials beside it. --exe takes an exe that is there instead of compiling. The time in it is
// that of SOURCE_DATE_EPOCH, or of the commit: the same commit gives the same zip.
import { join } from "node:path";
import { parseArgs } from "node:util";
import { VERSION } from "../src/version.ts";
import { archive, checksums, sha256 } from "./release/archive.ts";
import { licences, packagesOf, sbom } from "./release/sbom.ts";
import { shopPage } from "./release/shop_page.ts";

const PROJECT = join(import.meta.dirname ?? "", "..");
const FONTS = join(PROJECT, "src", "text_painter", "fonts");

const { values } = parseArgs({
  args: Deno.args,
  options: { "skip-tests": { type: "boolean" }, exe: { type: "string" }, out: { type: "string" } },
});
const out = values.out ?? join(PROJECT, "dist");
const say = (line: string) => void Deno.stderr.writeSync(new TextEncoder().encode(`${line}\n`));

/** Runs a task of this project to its end; ends with its code when it fails. */
async function task(...args: string[]): Promise<void> {
  const { code } = await new Deno.Command(Deno.execPath(), { args: ["task", ...args], cwd: PROJECT }).spawn().status;
  if (code === 0) return;
  say(`No release: deno task ${args[0]} ended with ${code}. Its messages are above.`);
  Deno.exit(code);
}

/** The time that everything in the release has. */
async function releaseMs(): Promise<number> {
  const given = Deno.env.get("SOURCE_DATE_EPOCH");
  if (given !== undefined && /^\d+$/.test(given)) return Number(given) * 1_000;
  const git = new Deno.Command("git", { args: ["log", "-1", "--format=%ct"], cwd: PROJECT });
  const { stdout, success } = await git.output().catch(() => ({ stdout: new Uint8Array(), success: false }));
  if (success) return Number(new TextDecoder().decode(stdout)) * 1_000;
  say(
    "No release: this is no git checkout. Set SOURCE_DATE_EPOCH to the seconds since 1970 that the files are to have.",
  );
  Deno.exit(1);
}

async function fontsOf(): Promise<{ name: string; sha256: string }[]> {
  const names = [...Deno.readDirSync(FONTS)].map(({ name }) => name).filter((name) => name.endsWith(".gz")).sort();
  return await Promise.all(
    names.map(async (name) => ({ name, sha256: sha256(await Deno.readFile(join(FONTS, name))) })),
  );
}

const exe = values.exe ?? join(out, "printer-client.exe");
const atMs = await releaseMs();
if (values["skip-tests"]) say("The tests were skipped: this is no release for a shop.");
else await task("test");
if (values.exe === undefined) await task("compile", "--output", exe);

const packages = await packagesOf(PROJECT);
const bill = sbom({ version: VERSION, packages, fonts: await fontsOf(), denoVersion: Deno.version.deno, atMs });
const utf8 = new TextEncoder();
// Notepad of older Windows needs both: the mark to see UTF-8, and its own line ends.
const forNotepad = (text: string) => utf8.encode(`\ufeff${text.replace(/\r?\n/g, "\r\n")}`);
const text = (path: string) => Deno.readTextFile(join(PROJECT, path));
const files = new Map<string, Uint8Array>([
  ["printer-client.exe", await Deno.readFile(exe)],
  [".env.example", await Deno.readFile(join(PROJECT, ".env.example"))],
  ["README.txt", forNotepad(shopPage(await text("docs/shop.md")))],
  ["CHANGELOG.txt", forNotepad(await text("CHANGELOG.md"))],
  [
    "LICENCES.txt",
    forNotepad(
      licences(packages, await text("src/text_painter/fonts/OFL.txt"), await text("tools/release/licences/deno.txt")),
    ),
  ],
  ["sbom.cdx.json", utf8.encode(bill)],
]);
files.set("SHA256SUMS", utf8.encode(checksums(files)));

const name = `printer-client-${VERSION}-windows-x64.zip`;
const zip = archive(files, atMs);
const beside = new Map([[name, zip], ["sbom.cdx.json", utf8.encode(bill)]]);
await Deno.mkdir(out, { recursive: true });
for (const [file, bytes] of beside) await Deno.writeFile(join(out, file), bytes);
await Deno.writeTextFile(join(out, "SHA256SUMS"), checksums(beside));
say(
  `Ready: ${join(out, name)}, ${
    (zip.length / 1e6).toFixed(1)
  } MB, ${packages.length} packages in the bill of materials`,
);
