import { join } from "node:path";

const LICENCES = join(import.meta.dirname ?? "", "licences");

/** One package that is part of the program. */
export interface Package {
  readonly name: string;
  readonly version: string;
  /** As its package.json says, an SPDX name or expression; `null` when it says none. */
  readonly licence: string | null;
  /** The text of its licence file; where it has none, the one that its licence is known by. */
  readonly licenceText: string;
  /** `sha512-…` of its archive, as deno.lock has it. */
  readonly integrity: string;
}

/** What `deno info --json` says of the program. */
interface Info {
  /** Every package of the lock file, those of the tests too. */
  readonly npmPackages: Readonly<
    Record<string, { readonly name: string; readonly version: string; readonly dependencies: readonly string[] }>
  >;
  /** The packages that are imported have their key there. */
  readonly modules: readonly { readonly npmPackage?: string }[];
}

/** The npm packages that `main.ts` leads to, by name, each once. Rejects when one of them is not in Deno's cache. */
export async function packagesOf(project: string): Promise<Package[]> {
  const { npmPackages, modules }: Info = JSON.parse(await denoInfo(project, "main.ts"));
  const reached = new Set(modules.flatMap(({ npmPackage }) => npmPackage ?? []));
  for (const key of reached) for (const other of npmPackages[key]?.dependencies ?? []) reached.add(other);
  const { npmCache }: { npmCache: string } = JSON.parse(await denoInfo(project));
  const { npm }: { npm: Record<string, { integrity: string }> } = JSON.parse(
    await Deno.readTextFile(join(project, "deno.lock")),
  );
  const byName = new Map<string, Package>();
  for (const key of reached) {
    const { name, version } = npmPackages[key] ?? {};
    if (name === undefined || version === undefined) throw new Error(`deno info does not know ${key}`);
    const id = `${name}@${version}`;
    const locked = Object.entries(npm).find(([key]) => key === id || key.startsWith(`${id}_`));
    if (locked === undefined) throw new Error(`${id} is not in deno.lock: run deno install`);
    const folder = join(npmCache, "registry.npmjs.org", name, version);
    const { license, licenses } = JSON.parse(await Deno.readTextFile(join(folder, "package.json")));
    const licence = typeof license === "string" ? license : olderLicence(licenses);
    byName.set(id, {
      name,
      version,
      licence,
      licenceText: await licenceText(folder) ?? await standardText(licence),
      integrity: locked[1].integrity,
    });
  }
  return [...byName.keys()].sort().flatMap((id) => byName.get(id) ?? []);
}

async function denoInfo(project: string, ...args: string[]): Promise<string> {
  const { stdout, success } = await new Deno.Command(Deno.execPath(), {
    args: ["info", "--json", ...args],
    cwd: project,
  }).output();
  if (!success) throw new Error("deno info failed");
  return new TextDecoder().decode(stdout);
}

/** Before npm knew SPDX, a package had a list: `[{"type": "MIT"}]`. */
function olderLicence(licenses: unknown): string | null {
  const [first] = Array.isArray(licenses) ? licenses : [];
  return typeof first?.type === "string" ? first.type : null;
}

async function licenceText(folder: string): Promise<string | null> {
  const names = [...Deno.readDirSync(folder)].filter(({ name, isFile }) => isFile && /^licen[cs]e/i.test(name));
  const [first] = names.map(({ name }) => name).sort();
  return first === undefined ? null : await Deno.readTextFile(join(folder, first));
}

/** The text in `licences/`, for packages that name a licence and leave it out. */
async function standardText(licence: string | null): Promise<string> {
  const path = join(LICENCES, `${licence}.txt`);
  return await Deno.readTextFile(path).catch(() => {
    throw new Error(`A package has the licence "${licence}" and no text of it: put it into ${path}`);
  });
}

/** What a bill of materials is about. */
export interface SbomParts {
  readonly version: string;
  readonly packages: readonly Package[];
  /** File names and SHA-256 (hex) of the fonts. */
  readonly fonts: readonly { readonly name: string; readonly sha256: string }[];
  readonly denoVersion: string;
  /** ms since 1970. */
  readonly atMs: number;
}

/** The bill of materials as JSON of CycloneDX 1.6 (https://cyclonedx.org/docs/1.6/json). */
export function sbom({ version, packages, fonts, denoVersion, atMs }: SbomParts): string {
  const deno = {
    type: "platform",
    "bom-ref": `deno@${denoVersion}`,
    name: "deno",
    version: denoVersion,
    purl: `pkg:github/denoland/deno@v${denoVersion}`,
    licenses: [{ license: { id: "MIT" } }],
  };
  const bill = {
    bomFormat: "CycloneDX",
    specVersion: "1.6",
    version: 1,
    metadata: {
      timestamp: new Date(atMs).toISOString(),
      component: { type: "application", "bom-ref": "printer-client", name: "printer-client", version },
    },
    components: [
      deno,
      ...packages.map(({ name, version, licence, integrity }) => ({
        type: "library",
        "bom-ref": purl(name, version),
        name,
        version,
        purl: purl(name, version),
        ...(licence === null ? {} : { licenses: [licenceEntry(licence)] }),
        hashes: [{ alg: "SHA-512", content: hexOf(integrity) }],
      })),
      ...fonts.map(({ name, sha256 }) => ({
        type: "file",
        "bom-ref": `font:${name}`,
        name,
        licenses: [{ license: { id: "OFL-1.1" } }],
        hashes: [{ alg: "SHA-256", content: sha256 }],
      })),
    ],
  };
  return `${JSON.stringify(bill, null, 2)}\n`;
}

function licenceEntry(licence: string): object {
  return / (?:AND|OR|WITH) /.test(licence) ? { expression: licence } : { license: { id: licence } };
}

function purl(name: string, version: string): string {
  return `pkg:npm/${name.replace("@", "%40")}@${version}`;
}

function hexOf(integrity: string): string {
  return Uint8Array.fromBase64(integrity.replace(/^sha512-/, "")).toHex();
}

/** The licences of all that is in the exe, each with its text where its package has one. */
export function licences(packages: readonly Package[], fontLicence: string, denoLicence: string): string {
  const rule = "=".repeat(78);
  const parts = packages.map(({ name, version, licence, licenceText }) =>
    `${rule}\n${name} ${version}: ${licence ?? "no licence named"}\n` +
    `Source: https://www.npmjs.com/package/${name}/v/${version}\n${rule}\n\n${licenceText.trim()}\n`
  );
  const fonts = `${rule}\nFonts (Noto): OFL-1.1\n${rule}\n\n${fontLicence.trim()}\n`;
  const deno =
    `${rule}\nDeno, which the program runs in: MIT\nSource: https://github.com/denoland/deno\n${rule}\n\n${denoLicence.trim()}\n`;
  return [...parts, fonts, deno].join("\n").replace(/\r\n?/g, "\n");
}
