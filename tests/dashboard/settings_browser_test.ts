import assert from "node:assert/strict";
import type { Socket } from "node:net";
import { join } from "node:path";
import { startDemoBackend } from "../../src/demo/demo_backend.ts";
import { type ClientProcess, runClient, startClient } from "../client_process.ts";
import { freePort } from "../end_to_end/flask/flask_backend.ts";
import { PROJECT } from "../source_files.ts";
import { NetworkPrinter } from "../tcp/network_printer.ts";
import { watchProgram } from "../running_program.ts";
import { looksGood, NO_BROWSER, serious, shot, visit, type Visitor } from "./browser.ts";

/** A printer that hangs up after its sender. */
function endsToo(socket: Socket): void {
  socket.on("end", () => socket.end());
}

/** The text that a printer got, whatever stands around it. */
function papers({ documents }: NetworkPrinter): string[] {
  return documents.filter(({ length }) => length > 0).map((bytes) => new TextDecoder("latin1").decode(bytes));
}

Deno.test({
  name:
    "Settings in a browser: a printer is added, tested and saved, the client restarts with it, and starts with the file again",
  ignore: NO_BROWSER,
  fn: async () => {
    const folder = await Deno.makeTempDir();
    const path = join(folder, "till.env");
    const backend = await startDemoBackend();
    const [bar, kitchen] = [await NetworkPrinter.start(endsToo), await NetworkPrinter.start(endsToo)];
    const client = await startClient(folder, {
      SOCKET_URL: backend.url,
      "# The bar": "is downstairs",
      PRINTER_BAR: `tcp://127.0.0.1:${bar.port}`,
      DEFAULT_PRINTER: "BAR",
      ALERT_URL: "http://127.0.0.1:9/s3cret-hook",
      DASHBOARD_PORT: String(freePort()),
    });
    let visitor: Visitor | null = null;
    let second: ClientProcess | null = null;
    try {
      await backend.nextClient(15_000);
      const [, address = ""] = await client.waitFor(/Dashboard: (http:\S+)/);
      const before = await Deno.readTextFile(path);
      visitor = await visit(address);
      const { page } = visitor;
      await page.getByRole("link", { name: "Settings" }).click();
      await page.getByRole("heading", { name: "Settings", level: 1 }).waitFor();
      assert.deepEqual(await serious(page), []);
      assert.ok(!(await page.content()).includes("s3cret"));
      await looksGood(page, ["/settings"]);

      assert.equal(
        await page.getByRole("link", { name: "Change how the papers look" }).getAttribute("href"),
        "/templates",
      );
      // A person who mistypes, is told where, and corrects it.
      await page.getByText("Add a printer").click();
      await page.getByLabel("Name", { exact: true }).fill("kitchen");
      const added = page.locator("details.printer");
      const other = added.getByPlaceholder("For example tcp://192.168.1.50");
      assert.ok(!(await other.isVisible()));
      await added.getByLabel("It is", { exact: true }).selectOption({ label: "Another one, by its address …" });
      await other.fill(`127.0.0.1:${kitchen.port}`);
      await page.getByLabel("Currency").fill("EUR");
      await page.getByRole("button", { name: "Save" }).click();
      await page.getByText("One thing has to be corrected").waitFor();
      assert.match(await added.locator(".fault").textContent() ?? "", /an address alone would be taken for the name/);
      assert.deepEqual(await serious(page), []);
      await shot(page, "settings_wrong_1920");
      assert.equal(await Deno.readTextFile(path), before);
      await other.fill(`tcp://127.0.0.1:${kitchen.port}`);

      // Tested, with a test page, before anything is saved.
      await page.getByRole("button", { name: "Test without saving" }).click();
      await page.getByText("All is well. Nothing has been saved yet.").waitFor({ timeout: 20_000 });
      assert.match(
        await page.locator(".found").textContent() ?? "",
        /backend: the running program is connected[^]*printer KITCHEN: tcp:/,
      );
      await shot(page, "settings_tested_1920");
      await page.getByRole("button", { name: "Print a test page on BAR" }).dblclick();
      await page.getByText("The test page went to BAR").waitFor();
      assert.equal(papers(bar).length, 1);
      assert.equal(await Deno.readTextFile(path), before);

      await page.getByLabel("Session", { exact: true }).fill("session-8");
      await page.getByRole("button", { name: "Save" }).dblclick();
      await page.getByText(/^Saved\. What was there before is in/).waitFor();
      const saved = await Deno.readTextFile(path);
      assert.ok(saved.startsWith(before.split("SESSION_ID")[0] ?? "") && saved.includes("# The bar=is downstairs\r\n"));
      assert.match(saved, /^SESSION_ID=session-8\r$/m);
      assert.match(saved, /^# The printer KITCHEN\r\nPRINTER_KITCHEN=tcp:\/\/127\.0\.0\.1:\d+\r$/m);
      assert.equal(await Deno.readTextFile(`${path}.bak`), before);
      assert.deepEqual(await serious(page), []);
      await shot(page, "settings_saved_1920");

      await page.getByText("What is printed where, and for how long").click();
      await page.getByLabel("kitchen_ticket goes to").selectOption("KITCHEN");
      await page.getByRole("button", { name: "Save" }).click();
      await page.getByText(/^Saved\./).waitFor();
      await page.getByRole("button", { name: "Restart now" }).click();
      await client.waitFor(/Restarting with the settings that were saved/);
      await backend.nextClient(20_000);
      await page.getByText("It has restarted, and uses what is saved.").waitFor({ timeout: 20_000 });
      assert.equal(await page.getByRole("button", { name: "Restart now" }).count(), 0);
      await looksGood(page, ["/settings"]);
      backend.emit("print_request", {
        job_id: "soup",
        data: { type: "kitchen_ticket", items: [{ name: "Soup", quantity: 1 }] },
      });
      assert.equal((await backend.nextResponse(15_000)).job_id, "soup");
      assert.match(papers(kitchen).at(-1) ?? "", /Soup/);
      assert.equal(await client.stop(), 0);

      const child = new Deno.Command(Deno.execPath(), {
        args: ["run", "-A", join(PROJECT, "main.ts"), "--env", path],
        env: { NO_COLOR: "1" },
        stdin: "null",
        stdout: "piped",
        stderr: "piped",
      }).spawn();
      second = Object.assign(watchProgram(child), { pid: child.pid, stop: () => Promise.resolve(0) });
      await backend.nextClient(20_000);
      await second.waitFor(/printers {2}BAR, KITCHEN/);
      const { code, stdout } = await runClient("--check", "--env", path);
      assert.equal(code, 0, stdout);
    } finally {
      await visitor?.[Symbol.asyncDispose]();
      await client.kill();
      await second?.kill();
      await bar[Symbol.asyncDispose]();
      await kitchen[Symbol.asyncDispose]();
      await backend.close();
      await Deno.remove(folder, { recursive: true });
    }
  },
});
