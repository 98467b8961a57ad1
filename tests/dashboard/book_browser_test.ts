import assert from "node:assert/strict";
import { strFromU8, unzipSync } from "fflate";
import type { Socket } from "node:net";
import { dayAfter } from "../../src/domain/reservation_day.ts";
import { startDemoBackend } from "../../src/demo/demo_backend.ts";
import { startClient } from "../client_process.ts";
import { freePort } from "../end_to_end/flask/flask_backend.ts";
import { NetworkPrinter } from "../tcp/network_printer.ts";
import { looksGood, NO_BROWSER, noon, shot, visit, type Visitor } from "./browser.ts";

/** A printer that hangs up after its sender. */
function endsToo(socket: Socket): void {
  socket.on("end", () => socket.end());
}

Deno.test({
  name: "the Offline book and Help in a browser: read and printed with the server gone, checked, log, support zip",
  ignore: NO_BROWSER,
  fn: async () => {
    const { zone, today } = noon();
    const folder = await Deno.makeTempDir();
    const backend = await startDemoBackend();
    const bar = await NetworkPrinter.start(endsToo);
    const client = await startClient(folder, {
      SOCKET_URL: backend.url,
      SESSION_ID: "secret-session",
      PRINTER_BAR: `tcp://127.0.0.1:${bar.port}`,
      DEFAULT_PRINTER: "BAR",
      LOCALE: "de-DE",
      DASHBOARD_PORT: String(freePort()),
    }, { env: { TZ: zone } });
    let visitor: Visitor | null = null;
    let isUp = Boolean(1);
    try {
      await backend.nextClient(15_000);
      const [, address = ""] = await client.waitFor(/Dashboard: (http:\S+)/);
      const tomorrow = dayAfter(today, 1) ?? "";
      const send = async (id: string, data: Record<string, unknown>) => {
        backend.emit("print_request", { job_id: id, data });
        assert.equal((await backend.nextResponse(15_000)).status, "success");
      };
      const reserve = (id: string, fields: Record<string, unknown>) =>
        send(id, { type: "reservation", reservation_data: { confirmation_number: id, date: today, ...fields } });
      await reserve("RES-1", {
        ...{ customer_name: "Zoë Müller-Škoda", time: "20:30", party_size: 6, table_number: "12" },
        ...{ phone: "+355691234567", notes: "Alergji: arra. Tortë në orën 21:30" },
      });
      await reserve("RES-2", { customer_name: "Jane Smith", time: "19:00", party_size: "4" });
      await reserve("RES-3", { customer_name: "Ana Hoxha", time: "18:00", party_size: 2, status: "cancelled" });
      await reserve("RES-9", { customer_name: "Next Day", time: "12:00", party_size: 3, date: tomorrow });
      await send("R-1", {
        type: "receipt",
        receipt_data: {
          receipt_number: "4711",
          customer_name: "Arben",
          items: [{ name: "Byrek", quantity: 2, price: "3.50" }],
        },
      });

      visitor = await visit(address);
      const { page, context } = visitor;
      await page.getByRole("link", { name: "Offline book" }).click();
      await page.getByText(/^As of \d\d:\d\d$/).waitFor();
      const guests = page.locator(".guests .name");
      assert.deepEqual((await guests.allInnerTexts()).map((text) => text.replace(/\s+/g, " ").trim()), [
        "Ana Hoxha cancelled",
        "Jane Smith",
        "Zoë Müller-Škoda",
      ]);
      await page.getByRole("link", { name: "Tomorrow" }).click();
      await page.getByText("Next Day").waitFor();
      assert.equal(await guests.count(), 1);
      await page.getByRole("textbox", { name: "Day" }).fill(today);
      await page.getByRole("button", { name: "Show" }).click();
      await page.getByText("+355691234567").waitFor();
      await looksGood(page, ["/book", "/help", "/paper"]);

      // The internet goes down; everything is still there.
      isUp = Boolean(0);
      await backend.close();
      await page.goto(new URL("/book", page.url()).href);
      await page.getByText("The server cannot be reached").waitFor();
      await page.getByText(/^As of \d\d:\d\d$/).waitFor();
      await shot(page, "book_offline");
      const printed = () =>
        bar.documents.filter(({ length }) => length > 0).map((bytes) => new TextDecoder("latin1").decode(bytes));
      const before = printed().length;
      await page.getByRole("button", { name: "Print the reservations" }).dblclick();
      await page.getByText("It is being printed.").waitFor();
      await page.getByRole("button", { name: "Print the orders" }).click();
      await page.getByText("It is being printed.").waitFor();
      await page.getByRole("link", { name: "Paper" }).first().click();
      const named = page.locator(".papers strong");
      assert.deepEqual((await named.allInnerTexts()).slice(0, 3).map((text) => text.split(",")[0]), [
        "Last orders",
        "Reservations",
        "Receipt 4711",
      ]);
      for (let tries = 0; printed().length < before + 2 && tries < 100; tries++) await page.reload();
      const papers = printed().slice(before);
      assert.equal(papers.length, 2);
      assert.match(papers[0] ?? "", /RESERVIERUNGEN[^]*19:00[^]*Jane Smith[^]*20:30/);
      assert.match(papers[1] ?? "", /LETZTE BESTELLUNGEN[^]*4711[^]*Byrek/);
      await page.getByRole("link", { name: /^Reservations/ }).click();
      await page.locator("figure img").evaluate((image) => (image as unknown as { decode(): Promise<void> }).decode());
      await shot(page, "book_paper");

      // On an office printer: only the book.
      await page.goto(new URL("/book", page.url()).href);
      await page.emulateMedia({ media: "print", colorScheme: "dark" });
      await page.setViewportSize({ width: 794, height: 1123 });
      for (const gone of ["header", "footer", ".filters", "button"]) {
        assert.ok(!await page.locator(gone).first().isVisible(), gone);
      }
      assert.ok(await page.getByText("+355691234567").isVisible());
      assert.equal(await page.evaluate("getComputedStyle(document.body).backgroundColor"), "rgb(255, 255, 255)");
      await shot(page, "book_print");
      await page.emulateMedia({ media: "screen", colorScheme: "light" });
      await page.setViewportSize({ width: 1920, height: 1080 });

      await page.getByRole("link", { name: "Help" }).click();
      await page.getByRole("button", { name: "Check now" }).dblclick();
      await page.locator(".checked .good").first().waitFor({ timeout: 60_000 });
      await page.getByText(/printer BAR/).first().waitFor();
      await page.locator(".checked .bad", { hasText: "backend" }).waitFor();
      await shot(page, "help_checked");
      await page.getByText("A ticket came twice").click();
      await page.getByText(/POSSIBLE DUPLICATE on it means/).waitFor();
      assert.match(await page.locator(".log li").first().innerText(), / (?:INFO|WARN|ERROR) /);
      const downloading = page.waitForEvent("download");
      await page.getByRole("link", { name: "Save the zip" }).click();
      const file = await downloading;
      assert.match(file.suggestedFilename(), /^printer-client-support-[\d-]+\.zip$/);
      const contents = unzipSync(await Deno.readFile(await file.path()));
      assert.deepEqual(Object.keys(contents).sort(), [
        "jobs.csv",
        "logs/printer_client.log",
        "printers.json",
        "settings.json",
        "versions.json",
      ]);
      const texts = Object.values(contents).map((bytes) => strFromU8(bytes)).join("");
      assert.ok(!texts.includes("secret-session") && !(await page.content()).includes("secret-session"));
      assert.match(strFromU8(contents["jobs.csv"] ?? new Uint8Array()), /RES-1,reservation,BAR,spooled/);
      await looksGood(page, ["/help"]);

      // All of it can be read and done without JavaScript.
      const plain = await context.browser()?.newContext({ javaScriptEnabled: Boolean(0), locale: "it-IT" });
      await plain?.addCookies(await context.cookies());
      const still = await plain?.newPage();
      await still?.goto(new URL("/book", page.url()).href);
      assert.match(await still?.locator(".guests").innerText() ?? "", /Persone/);
      await still?.getByRole("button", { name: "Stampa gli ordini" }).click();
      assert.match(await still?.locator(".done").innerText() ?? "", /Viene stampato/);
      await still?.goto(new URL("/help", page.url()).href);
      await still?.getByRole("button", { name: "Controlla ora" }).click();
      await still?.locator(".done, .checked").first().waitFor();
      await plain?.close();
      visitor.wasQuiet();
    } finally {
      await visitor?.[Symbol.asyncDispose]();
      await client.kill();
      await bar[Symbol.asyncDispose]();
      if (isUp) await backend.close();
      await Deno.remove(folder, { recursive: true });
    }
  },
});
