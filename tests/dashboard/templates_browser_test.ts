import assert from "node:assert/strict";
import type { Socket } from "node:net";
import { join } from "node:path";
import { startDemoBackend } from "../../src/demo/demo_backend.ts";
import { startClient } from "../client_process.ts";
import { freePort } from "../end_to_end/flask/flask_backend.ts";
import { NetworkPrinter } from "../tcp/network_printer.ts";
import { looksGood, NO_BROWSER, serious, shot, visit, type Visitor } from "./browser.ts";

/** A printer that hangs up after its sender. */
function endsToo(socket: Socket): void {
  socket.on("end", () => socket.end());
}

Deno.test({
  name:
    "the template editor in a browser: a line is changed, an error shown at its line, and the next ticket is printed so",
  ignore: NO_BROWSER,
  fn: async () => {
    const folder = await Deno.makeTempDir();
    const backend = await startDemoBackend();
    const kitchen = await NetworkPrinter.start(endsToo);
    const templates = join(folder, "templates");
    const client = await startClient(folder, {
      SOCKET_URL: backend.url,
      PRINTER_KITCHEN: `tcp://127.0.0.1:${kitchen.port}`,
      DEFAULT_PRINTER: "KITCHEN",
      TEMPLATES_DIR: templates,
      DASHBOARD_PORT: String(freePort()),
    });
    let visitor: Visitor | null = null;
    try {
      await backend.nextClient(15_000);
      const [, address = ""] = await client.waitFor(/Dashboard: (http:\S+)/);
      backend.emit("print_request", { job_id: "before", data: { type: "text", content: "soup of the day" } });
      assert.equal((await backend.nextResponse(15_000)).status, "success");

      visitor = await visit(address);
      const { page } = visitor;
      await page.goto(new URL("/templates", page.url()).href);
      await page.getByRole("link", { name: "Text", exact: Boolean(1) }).click();
      const text = page.getByRole("textbox");
      const picture = page.locator("#picture");
      await page.locator("#numbers span").first().waitFor();
      await page.getByText("the built-in template is printed").waitFor();
      assert.deepEqual(await serious(page), []);
      await page.getByLabel("Shown with").selectOption({ index: 1 });
      const source = async () => await picture.getAttribute("src") ?? "";
      const paper = async () => await (await page.request.get(new URL(await source(), page.url()).href)).text();
      const redrawn = async (before: string) =>
        await page.waitForFunction(
          (old) =>
            (globalThis as unknown as { picture: { src: string } }).picture.src.endsWith(old as string) === false,
          before,
          { timeout: 15_000 },
        );
      while (!(await paper()).includes("soup of the day")) await page.waitForTimeout(50);

      // A line more, typed by a person: the picture has it soon.
      let before = await source();
      await text.focus();
      await page.keyboard.press("Control+End");
      await page.keyboard.type("\n<p>Bon appetit</p>");
      await redrawn(before);
      while (!(await paper()).includes("Bon appetit")) await page.waitForTimeout(50);
      assert.ok(await page.getByText("Not saved yet.").isVisible());

      // An error: its line is marked and a click leads there; the last good picture stays.
      before = await source();
      await page.keyboard.type("\n{{ content | nope }}");
      const line = page.getByRole("link", { name: /^line \d+, column 1$/ });
      await line.waitFor();
      const number = Number(/\d+/.exec(await line.textContent() ?? "")?.[0]);
      assert.match(await page.locator("#findings").textContent() ?? "", /undefined filter: nope/);
      assert.equal(await page.locator("#numbers .error").textContent(), String(number));
      assert.equal(await page.locator("#figure.stale").count(), 1);
      assert.equal(await source(), before);
      assert.deepEqual(await serious(page), []);
      await shot(page, "templates_error_1920");
      await line.click();
      const chosen = await page.evaluate<string>(
        "document.getElementById('text').value.slice(text.selectionStart, text.selectionEnd)",
      );
      assert.equal(chosen, "{{ content | nope }}");
      await page.getByRole("button", { name: "Save" }).click();
      await page.getByText("Not saved: the text has an error.").waitFor();
      await page.locator("#numbers .error").waitFor();

      // It is corrected by the keyboard alone: the text chosen, Tab in it, and out of it after Escape.
      await line.click();
      await page.keyboard.press("Tab");
      await page.keyboard.type("<p>Tung");
      await page.getByText("Nothing is wrong with it.").waitFor();
      await page.keyboard.press("Escape");
      await page.keyboard.press("Tab");
      assert.equal(await page.evaluate("document.activeElement.id"), "save");
      await page.keyboard.press("Control+s");
      await page.getByText("Saved.").waitFor();
      await page.getByText("This file is what is printed now.").waitFor({ timeout: 15_000 });
      assert.match(await Deno.readTextFile(join(templates, "text.html")), /<p>Bon appetit<\/p>\n {2}<p>Tung$/);

      const bytes = new TextDecoder("latin1");
      const received = () => kitchen.documents.map((document) => bytes.decode(document));
      assert.ok(!received().some((document) => document.includes("Bon appetit")));
      backend.emit("print_request", { job_id: "after", data: { type: "text", content: "fish" } });
      assert.equal((await backend.nextResponse(15_000)).status, "success");
      assert.match(received().at(-1) ?? "", /fish[^]*Bon appetit[^]*Tung/);

      await page.getByRole("button", { name: "Print this" }).dblclick();
      await page.getByText("It is printed on the chosen printer, marked as a test.").waitFor();
      backend.emit("print_request", { job_id: "last", data: { type: "text", content: "cake" } });
      assert.equal((await backend.nextResponse(15_000)).job_id, "last");
      assert.equal(received().filter((document) => /TEST PRINT[^]*Bon appetit/.test(document)).length, 1);

      await page.getByRole("button", { name: "Back to the built-in one" }).click();
      await page.getByText("The built-in template is back.").waitFor();
      await page.getByRole("button", { name: "Take the last change back" }).waitFor();

      await looksGood(page, ["/templates", "/templates/text", "/templates/receipt"]);
      const plain = await visitor.context.browser()?.newContext({ javaScriptEnabled: Boolean(0) });
      await plain?.addCookies(await visitor.context.cookies());
      const still = await plain?.newPage();
      if (still !== undefined) {
        await still.goto(new URL("/templates/label", page.url()).href);
        await still.getByRole("textbox").fill("<p>without a script</p>");
        await still.getByRole("button", { name: "Preview" }).click();
        const drawn = await still.locator("#picture").getAttribute("src") ?? "";
        const answer = await still.request.get(new URL(drawn, still.url()).href);
        assert.match(await answer.text(), /without a script/);
        await shot(still, "templates_noscript");
      }
      assert.equal(await still?.getByRole("textbox").inputValue(), "<p>without a script</p>");
    } finally {
      await visitor?.[Symbol.asyncDispose]();
      await client.kill();
      await kitchen[Symbol.asyncDispose]();
      await backend.close();
      await Deno.remove(folder, { recursive: true });
    }
  },
});
