import assert from "node:assert/strict";
import axe from "axe-core";
import { type Browser, type BrowserContext, chromium, type Page } from "playwright-core";

/** Where Debian has its browser. */
const CHROMIUM = "/usr/bin/chromium";

/** Whether tests in a browser are left out: only where it is missing and this is not CI. */
export const NO_BROWSER: boolean = Deno.env.get("CI") === undefined &&
  await Deno.stat(CHROMIUM).then(() => Boolean(0), () => Boolean(1));

/** A time zone in which it is about noon, for a client whose day must not end under a test, and the day there. */
export function noon(): { readonly zone: string; readonly today: string } {
  const hours = 12 - new Date().getUTCHours();
  // The signs of these zones are the other way round.
  const zone = hours < 0 ? `Etc/GMT+${-hours}` : `Etc/GMT-${hours}`;
  return { zone, today: new Date(Date.now() + hours * 3_600_000).toISOString().slice(0, 10) };
}

/** A person at a browser. */
export interface Visitor {
  readonly context: BrowserContext;
  readonly page: Page;
  /** Fails when a page had an error, or asked anybody but this PC. */
  wasQuiet(): void;
  [Symbol.asyncDispose](): Promise<void>;
}

/** Opens a browser in English at an address that the console printed. */
export async function visit(address: string): Promise<Visitor> {
  const browser: Browser = await chromium.launch({ executablePath: CHROMIUM, args: ["--no-sandbox"] });
  const context = await browser.newContext({ locale: "en-GB", viewport: { width: 1920, height: 1080 } });
  const problems: string[] = [];
  const hosts = new Set<string>();
  context.on("weberror", (error) => problems.push(String(error.error())));
  context.on("console", (message) => message.type() === "error" && problems.push(message.text()));
  context.on("request", (request) => hosts.add(new URL(request.url()).host));
  const page = await context.newPage();
  await page.goto(address);
  return {
    context,
    page,
    wasQuiet() {
      assert.deepEqual(problems, []);
      assert.deepEqual([...hosts], [new URL(address).host]);
    },
    [Symbol.asyncDispose]: () => browser.close(),
  };
}

/** What axe finds serious or critical on a page, in words. */
export async function serious(page: Page): Promise<string[]> {
  await page.evaluate(axe.source);
  const violations = await page.evaluate(async () => {
    const { axe } = globalThis as unknown as {
      axe: { run(): Promise<{ violations: { id: string; impact: string; nodes: { html: string }[] }[] }> };
    };
    return (await axe.run()).violations;
  });
  return violations.filter(({ impact }) => impact === "serious" || impact === "critical")
    .map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(" ")}`);
}

/** Keeps a picture where `DASHBOARD_SHOTS` says. */
export async function shot(page: Page, name: string): Promise<void> {
  const folder = Deno.env.get("DASHBOARD_SHOTS");
  if (folder !== undefined) await page.screenshot({ path: `${folder}/${name}.png` });
}

/** Looks at pages light and dark, wide and narrow: nothing serious, nothing wider than the window. */
export async function looksGood(page: Page, paths: readonly string[]): Promise<void> {
  for (const colorScheme of ["light", "dark"] as const) {
    await page.emulateMedia({ colorScheme });
    for (const path of paths) {
      for (const width of [360, 1920]) {
        await page.setViewportSize({ width, height: 900 });
        await page.goto(new URL(path, page.url()).href);
        const wide = await page.evaluate<number>("document.documentElement.scrollWidth");
        assert.ok(wide <= width, `${path} is ${wide} wide at ${width}`);
        assert.deepEqual(await serious(page), [], `${path} ${colorScheme} ${width}`);
        await shot(page, `${path.replaceAll("/", "_")}_${colorScheme}_${width}`);
      }
    }
  }
}
