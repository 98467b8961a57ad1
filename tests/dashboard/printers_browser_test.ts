import assert from "node:assert/strict";
import type { Socket } from "node:net";
import type { Page } from "playwright-core";
import { type DemoBackend, startDemoBackend } from "../../src/demo/demo_backend.ts";
import { type ClientProcess, startClient } from "../client_process.ts";
import { freePort } from "../end_to_end/flask/flask_backend.ts";
import { NetworkPrinter } from "../tcp/network_printer.ts";
import { looksGood, NO_BROWSER, serious, shot, visit, type Visitor } from "./browser.ts";

/** A printer that hangs up after its sender. */
function endsToo(socket: Socket): void {
  socket.on("end", () => socket.end());
}

/** What came out of a printer, as far as it is letters. */
function papers(printer: NetworkPrinter): string {
  return printer.documents.map((bytes) => new TextDecoder("latin1").decode(bytes)).join("");
}

/** Sends a job, and gives what became of it. */
async function printed(backend: DemoBackend, id: string): Promise<string> {
  send(backend, id);
  for (;;) {
    // An answer that was under way when the program was killed comes once more.
    const { job_id, message } = await backend.nextResponse(15_000);
    if (job_id === id) return message;
  }
}

function send(backend: DemoBackend, id: string): void {
  const data = { type: "text", content: `order ${id}` };
  backend.emit("print_request", { job_id: id, document_name: `Ticket ${id}`, printer_name: "BAR", data });
}

/** Presses a button, and reads what the page says about it. */
async function press(page: Page, name: string, said: RegExp): Promise<void> {
  await page.getByRole("button", { name }).click();
  await page.getByRole("status").filter({ hasText: said }).waitFor({ timeout: 15_000 });
}

Deno.test({
  name: "Printers in a browser: test page, pause, hand over, new roll, and all of it after a restart",
  ignore: NO_BROWSER,
  fn: async () => {
    const folder = await Deno.makeTempDir();
    const backend = await startDemoBackend();
    const [bar, kitchen] = [await NetworkPrinter.start(endsToo), await NetworkPrinter.start(endsToo)];
    const settings = {
      SOCKET_URL: backend.url,
      PRINTER_BAR: `tcp://127.0.0.1:${bar.port}`,
      PRINTER_BAR_FALLBACK: "KITCHEN",
      PRINTER_KITCHEN: `tcp://127.0.0.1:${kitchen.port}`,
      PRINTER_OFFICE: `folder:${folder}/office`,
      ROUTE_KITCHEN_TICKET: "KITCHEN",
      DEFAULT_PRINTER: "BAR",
      DASHBOARD_PORT: String(freePort()),
    };
    let client: ClientProcess = await startClient(folder, settings);
    let visitor: Visitor | null = null;
    try {
      await backend.nextClient(15_000);
      const [, address = ""] = await client.waitFor(/Dashboard: (http:\S+)/);
      visitor = await visit(address);
      const { page } = visitor;
      await page.getByRole("link", { name: "Printers" }).click();
      assert.deepEqual(await page.locator(".lane h2").allTextContents(), ["BAR", "KITCHEN", "OFFICE"]);
      const card = (name: string) => page.locator(".lane", { has: page.getByRole("heading", { name, exact: true }) });

      await page.getByRole("button", { name: "Print a test page: BAR" }).dblclick();
      await page.getByText("The test page is on its way to BAR.").waitFor();
      // Asked for after it: whatever the double click sent is on paper by then.
      assert.equal(await printed(backend, "one"), "Printed on BAR.");
      assert.equal(papers(bar).split("order one").length, 2);
      assert.equal(bar.documents.length, 2);
      // Told by the live stream.
      await page.getByRole("link", { name: /Something was printed/ }).click();
      await card("BAR").getByText("2 printed").first().waitFor();
      await page.goto(new URL("/paper", page.url()).href);
      assert.deepEqual(await page.locator(".papers strong").allTextContents(), ["Ticket one", "Test page"]);
      await page.goto(new URL("/printers", page.url()).href);

      await press(page, "Pause: BAR", /BAR is paused/);
      send(backend, "two");
      send(backend, "three");
      await page.locator("#brief", { hasText: "BAR is paused by a person here: 2 tickets are waiting." }).waitFor();
      await press(page, "Print a test page: BAR", /The test page waits: BAR is paused\./);
      await card("BAR").getByRole("link", { name: "3 tickets are waiting" }).waitFor();
      assert.deepEqual(await serious(page), []);
      await shot(page, "printers_paused_1920");
      assert.equal(bar.documents.length, 2);

      // The pause and what waits are on disk.
      await client.kill();
      client = await startClient(folder, settings);
      await client.waitFor(/BAR is paused by a person/);
      await backend.nextClient(15_000);
      await page.goto(new URL("/printers", page.url()).href);
      await card("BAR").getByText(/Paused by a person since/).waitFor();
      await card("BAR").getByRole("link", { name: "3 tickets are waiting" }).click();
      await page.locator(".papers li").nth(2).waitFor();
      await page.goBack();

      await card("BAR").getByLabel("Let another printer do it").selectOption("KITCHEN");
      await press(page, "Hand over: BAR", /The tickets of BAR are handed over\./);
      const answers = [await backend.nextResponse(15_000), await backend.nextResponse(15_000)];
      assert.deepEqual(answers.map(({ job_id, message }) => [job_id, message]), [
        ["two", "Printed on KITCHEN instead of BAR (handed over by hand)."],
        ["three", "Printed on KITCHEN instead of BAR (handed over by hand)."],
      ]);
      await card("KITCHEN").getByText("It also prints everything for BAR.").waitFor();
      assert.match(await printed(backend, "four"), /KITCHEN instead of BAR/);
      assert.equal(papers(kitchen).match(/FOR BAR/g)?.length, 3);

      await client.kill();
      client = await startClient(folder, settings);
      await backend.nextClient(15_000);
      assert.match(await printed(backend, "five"), /KITCHEN instead of BAR/);
      await page.goto(new URL("/printers", page.url()).href);
      await shot(page, "printers_handed_1920");
      await looksGood(page, ["/printers"]);

      await press(page, "Take its tickets back: BAR", /BAR prints its own tickets again\./);
      await press(page, "Go on printing: BAR", /BAR goes on\./);
      assert.equal(await printed(backend, "six"), "Printed on BAR.");
      // The test page that waited came before it, and nowhere else.
      assert.equal(bar.documents.length, 4);

      await page.goto(new URL("/printers", page.url()).href);
      const used = async () => await card("BAR").getByText(/about 0\.\d+ m since/).textContent() ?? "";
      assert.doesNotMatch(await used(), /about 0\.00/);
      await press(page, "New roll put in: BAR", /The paper of BAR counts from 0\./);
      assert.match(await used(), /about 0\.00/);
      for (const id of ["one", "two", "three", "four", "five", "six"]) {
        const all = `${papers(bar)}${papers(kitchen)}`;
        assert.equal(all.split(`order ${id}`).length, 2, id);
      }
    } finally {
      await visitor?.[Symbol.asyncDispose]();
      await client.kill();
      for (const part of [bar, kitchen]) await part[Symbol.asyncDispose]();
      await backend.close();
      await Deno.remove(folder, { recursive: true });
    }
  },
});
