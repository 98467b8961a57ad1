import assert from "node:assert/strict";
import type { Socket } from "node:net";
import axe from "axe-core";
import { type Browser, chromium, type Page } from "playwright-core";
import { startDemoBackend } from "../../src/demo/demo_backend.ts";
import { startClient } from "../client_process.ts";
import { freePort } from "../end_to_end/flask/flask_backend.ts";
import { NetworkPrinter } from "../tcp/network_printer.ts";

/** Where Debian has its browser. */
const CHROMIUM = "/usr/bin/chromium";
const isThere = await Deno.stat(CHROMIUM).then(() => Boolean(1), () => Boolean(0));

/** A printer that hangs up after its sender. */
function endsToo(socket: Socket): void {
  socket.on("end", () => socket.end());
}

/** Waits until a page's sentence matches. */
async function says(page: Page, pattern: RegExp): Promise<void> {
  await page.locator(".big", { hasText: pattern }).waitFor({ timeout: 15_000 });
}

/** What axe finds serious or critical on a page, in words. */
async function serious(page: Page): Promise<string[]> {
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
async function shot(page: Page, name: string): Promise<void> {
  const folder = Deno.env.get("DASHBOARD_SHOTS");
  if (folder !== undefined) await page.screenshot({ path: `${folder}/${name}.png` });
}

Deno.test({
  name: "the page in a browser: Now turns red and green again, paper is printed again once, five windows are told",
  ignore: !isThere && Deno.env.get("CI") === undefined,
  fn: async () => {
    const folder = await Deno.makeTempDir();
    const backend = await startDemoBackend();
    let kitchen = await NetworkPrinter.start(endsToo);
    const kitchenPort = kitchen.port;
    const client = await startClient(folder, {
      SOCKET_URL: backend.url,
      PRINTER_KITCHEN: `tcp://127.0.0.1:${kitchenPort}`,
      DEFAULT_PRINTER: "KITCHEN",
      DASHBOARD_PORT: String(freePort()),
    });
    let browser: Browser | null = null;
    try {
      await backend.nextClient(15_000);
      const [, address = ""] = await client.waitFor(/Dashboard: (http:\S+)/);
      browser = await chromium.launch({ executablePath: CHROMIUM, args: ["--no-sandbox"] });
      const context = await browser.newContext({ locale: "en-GB", viewport: { width: 1920, height: 1080 } });
      const problems: string[] = [];
      context.on("weberror", (error) => problems.push(String(error.error())));
      const page = await context.newPage();
      page.on("console", (message) => message.type() === "error" && problems.push(message.text()));
      const requests = new Set<string>();
      page.on("request", (request) => requests.add(new URL(request.url()).host));
      await page.goto(address);
      assert.ok(!page.url().includes("key="));
      await says(page, /Ready\. 1 printer\. Nothing printed yet\./);
      assert.deepEqual(await serious(page), []);
      const others = await Promise.all([1, 2, 3, 4].map(() => context.newPage()));
      for (const other of others) await other.goto(page.url());

      const job = (id: string, content: string) =>
        backend.emit("print_request", { job_id: id, document_name: `Ticket ${id}`, data: { type: "text", content } });
      job("one", "soup");
      assert.equal((await backend.nextResponse(15_000)).status, "success");
      await Promise.all([page, ...others].map((one) => says(one, /Last paper \d\d:\d\d/)));

      await kitchen[Symbol.asyncDispose]();
      job("two", "fish");
      await Promise.all([page, ...others].map((one) => says(one, /KITCHEN cannot be reached: 1 ticket is waiting\./)));
      assert.match(await page.title(), /^KITCHEN cannot be reached/);
      assert.match(await page.locator("#icon").getAttribute("href") ?? "", /icon-bad/);
      assert.deepEqual(await serious(page), []);
      await shot(page, "now_bad_1920");
      kitchen = await NetworkPrinter.start(endsToo, kitchenPort);
      assert.equal((await backend.nextResponse(30_000)).job_id, "two");
      await Promise.all([page, ...others].map((one) => says(one, /^Ready\./)));

      await page.getByRole("link", { name: "Paper" }).click();
      const pictures = page.locator(".papers img");
      await pictures.first().waitFor();
      await page.waitForFunction("[...document.images].every((image) => image.naturalWidth > 0)");
      assert.deepEqual(await serious(page), []);
      await shot(page, "paper_1920");
      await page.getByRole("searchbox").fill("soup");
      await page.getByRole("button", { name: "Find" }).click();
      assert.equal(await pictures.count(), 1);
      await page.getByRole("link", { name: /Ticket one/ }).click();
      assert.deepEqual(await serious(page), []);
      await page.getByRole("button", { name: "Print again" }).dblclick();
      await page.getByText("It is printed again, marked as a copy.").waitFor();
      await shot(page, "sheet_1920");
      // Asked for before it: whatever the double click sent is on paper by then.
      job("three", "cake");
      assert.equal((await backend.nextResponse(15_000)).job_id, "three");
      await page.goto(new URL("/paper", page.url()).href);
      assert.deepEqual((await page.locator(".papers strong").allTextContents()).sort(), [
        "Ticket one",
        "Ticket one",
        "Ticket three",
        "Ticket two",
      ]);

      for (const colorScheme of ["light", "dark"] as const) {
        await page.emulateMedia({ colorScheme });
        for (const path of ["/", "/paper", "/paper/1"]) {
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
      assert.deepEqual(problems, []);
      assert.equal(requests.size, 1, [...requests].join());
    } finally {
      await browser?.close();
      await client.kill();
      await kitchen[Symbol.asyncDispose]();
      await backend.close();
      await Deno.remove(folder, { recursive: true });
    }
  },
});
