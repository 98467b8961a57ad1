import assert from "node:assert/strict";
import type { Socket } from "node:net";
import type { Page } from "playwright-core";
import { startDemoBackend } from "../../src/demo/demo_backend.ts";
import { startClient } from "../client_process.ts";
import { freePort } from "../end_to_end/flask/flask_backend.ts";
import { NetworkPrinter } from "../tcp/network_printer.ts";
import { looksGood, NO_BROWSER, serious, shot, visit, type Visitor } from "./browser.ts";

/** A printer that hangs up after its sender. */
function endsToo(socket: Socket): void {
  socket.on("end", () => socket.end());
}

/** Waits until a page's sentence matches. */
async function says(page: Page, pattern: RegExp): Promise<void> {
  await page.locator(".big", { hasText: pattern }).waitFor({ timeout: 15_000 });
}

Deno.test({
  name: "the page in a browser: Now turns red and green again, paper is printed again once, five windows are told",
  ignore: NO_BROWSER,
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
    let visitor: Visitor | null = null;
    try {
      await backend.nextClient(15_000);
      const [, address = ""] = await client.waitFor(/Dashboard: (http:\S+)/);
      visitor = await visit(address);
      const { context, page } = visitor;
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
      await page.reload();
      assert.equal(await page.locator(".done").count(), 0, "what was done is said once");
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

      await looksGood(page, ["/", "/paper", "/paper/1"]);
      visitor.wasQuiet();
    } finally {
      await visitor?.[Symbol.asyncDispose]();
      await client.kill();
      await kitchen[Symbol.asyncDispose]();
      await backend.close();
      await Deno.remove(folder, { recursive: true });
    }
  },
});
