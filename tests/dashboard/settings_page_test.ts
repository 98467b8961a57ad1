import assert from "node:assert/strict";
import { PRINTER_SETTING_KEYS, SETTING_KEYS } from "../../src/config/schema.ts";
import { desk, faults, fieldsOf } from "./settings_desk.ts";

desk(
  "Settings shows every setting there is, with what stands in the file, its default and what it is for",
  async ({ read }) => {
    const html = await read();
    const fields = fieldsOf(html);
    for (const key of SETTING_KEYS) assert.ok(key in fields, key);
    for (const name of PRINTER_SETTING_KEYS) {
      assert.ok(
        `PRINTER_KITCHEN_${name}` in fields && `new:${name}` in fields,
        name,
      );
    }
    assert.equal(fields.NIPT, "L12345678A");
    assert.equal(fields.USERNAME, "till_1");
    assert.equal(fields.PRINTER_KITCHEN, ":other");
    assert.equal(fields["PRINTER_KITCHEN:other"], "tcp://192.168.1.50");
    assert.equal(fields.PRINTER_KITCHEN_COLUMNS, "42");
    assert.equal(fields.DEFAULT_PRINTER, "BAR");
    assert.equal(fields.ROUTE_KITCHEN_TICKET, "KITCHEN");
    assert.match(html, /id="HISTORY_DAYS"[^>]*placeholder="7"/);
    assert.match(html, /id="HISTORY_DAYS-help" lang="en">Days that printed jobs are remembered, 7 or more/);
    assert.match(html, /<option value="" selected>Default: off<\/option>/);
  },
);

desk(
  "Settings saves what was changed; every other line stays to the last character",
  async ({ submit, text, path }) => {
    const before = text();
    const answer = await submit({
      NIPT: "K98765432B",
      LOCALE: "sq-AL",
      DRAW_MISSING: "off",
      PRINTER_KITCHEN_COLUMNS: "48",
      PRINTER_KITCHEN_CUTTER: "on",
      EXPIRE_TEXT: "2h",
    });
    assert.equal(answer.headers.get("location"), "/settings?done=saved");
    assert.equal(await Deno.readTextFile(`${path}.bak`), before);
    const [expected, added] = [
      before.replace("NIPT=L12345678A", "NIPT=K98765432B").replace("COLUMNS=42", "COLUMNS=48")
        .replace("#PRINTER_KITCHEN_CUTTER=off", "PRINTER_KITCHEN_CUTTER=on").replace(
          "DRAW_MISSING=yes",
          "DRAW_MISSING=off",
        ),
      ["LOCALE=sq-AL", "EXPIRE_TEXT=2h"],
    ];
    assert.equal(text().split("\n").filter((line) => !added.includes(line)).join("\n"), expected);
    for (const line of added) assert.ok(text().split("\n").includes(line), line);
  },
);

desk("Settings writes nothing when nothing was changed: yes stays yes", async ({ submit, text, path }) => {
  const before = text();
  assert.equal((await submit({})).headers.get("location"), "/settings?done=same");
  assert.equal(text(), before);
  await assert.rejects(Deno.stat(`${path}.bak`), Deno.errors.NotFound);
});

desk(
  "Settings says what is wrong at its field, with value and remedy, and saves nothing of it",
  async ({ submit, text }) => {
    const before = text();
    const answer = await submit({ PAPER_COLUMNS: "12", CHECK_AT: "25:00", PRINTER_KITCHEN_COLUMNS: "x", NIPT: "K1" });
    assert.equal(answer.status, 422);
    const html = await answer.text();
    assert.deepEqual(faults(html), [
      "“x”: expected a whole number from 16 to 96. 80 mm paper usually has 48, 58 mm paper 32.",
      "“12”: expected a whole number from 16 to 96. 80 mm paper usually has 48, 58 mm paper 32.",
      '“25:00”: "25:00" is no time of day. Write 08:30, or several with commas between them.',
    ]);
    assert.match(html, /id="PAPER_COLUMNS"[^>]*aria-invalid="true"/);
    assert.match(html, /3 things have to be corrected/);
    assert.equal(fieldsOf(html).NIPT, "K1");
    assert.equal(text(), before);
    // What was typed is still there, so correcting the rest is enough.
    const corrected = { PAPER_COLUMNS: "48", CHECK_AT: "08:30", PRINTER_KITCHEN_COLUMNS: "42" };
    assert.equal((await submit(corrected, html)).headers.get("location"), "/settings?done=saved");
    assert.match(text(), /^NIPT=K1$/m);
  },
);

desk(
  "Settings notices that somebody changed the file, overwrites nothing, and keeps what was typed",
  async ({ read, submit, text, path }) => {
    const old = await read();
    await Deno.writeTextFile(path, text().replace("L12345678A", "SOMEBODY-ELSE").replace("till_1", "till_9"));
    const theirs = text();
    const answer = await submit({ NIPT: "MINE", CURRENCY: "EUR" }, old);
    assert.equal(answer.status, 409);
    const html = await answer.text();
    assert.equal(text(), theirs);
    assert.match(html, /Meanwhile the file says: SOMEBODY-ELSE/);
    assert.equal(fieldsOf(html).NIPT, "MINE");
    assert.equal(fieldsOf(html).USERNAME, "till_9");
    await submit({}, html);
    assert.match(text(), /^NIPT=MINE$/m);
    assert.match(text(), /^USERNAME = till_9$/m);
    assert.match(text(), /^CURRENCY=EUR$/m);
  },
);

desk(
  "Settings adds a printer with all of its own settings, and removes one with what leads to it",
  async ({ submit, text, read }) => {
    await submit({
      "new:alias": "pizza oven",
      "new:spec": ":other",
      "new:spec:other": "tcp://192.168.1.60:9101",
      "new:COLUMNS": "32",
    });
    assert.match(
      text(),
      /^# The printer PIZZA_OVEN\nPRINTER_PIZZA_OVEN=tcp:\/\/192\.168\.1\.60:9101\nPRINTER_PIZZA_OVEN_COLUMNS=32$/m,
    );
    assert.match(await read(), /Printer PIZZA_OVEN/);
    const refused = await (await submit({ "remove:PRINTER_BAR": "on" })).text();
    assert.match(faults(refused).join(), /“BAR”: this printer is being removed\. Choose another one here\./);
    await submit({ "remove:PRINTER_KITCHEN": "on", PRINTER_KITCHEN_COLUMNS: "40" });
    assert.match(text(), /^#PRINTER_KITCHEN=tcp:\/\/192\.168\.1\.50\n#PRINTER_KITCHEN_COLUMNS=42$/m);
    assert.match(text(), /^#ROUTE_KITCHEN_TICKET=KITCHEN$/m);
    assert.ok(!("PRINTER_KITCHEN" in fieldsOf(await read())));
  },
);

desk(
  "Settings tests what stands in the form without saving it, once for a double click",
  async ({ submit, text, tested, slips, read }) => {
    const before = text();
    const html = await read();
    const [first, second] = await Promise.all([1, 2].map(() => submit({ do: "test", NIPT: "K1" }, html)));
    assert.match(await first?.text() ?? "", /All is well\. Nothing has been saved yet\.[^]*it accepted us/);
    assert.equal(second?.status, 200);
    assert.deepEqual(tested.map(({ nipt }) => nipt), ["K1"]);
    const slip = await Promise.all([1, 2].map(() => submit({ do: "slip:KITCHEN" }, html)));
    assert.match(await slip[0]?.text() ?? "", /The test page went to KITCHEN/);
    await submit({ do: "slip:NOWHERE" });
    assert.deepEqual(slips, ["KITCHEN"]);
    assert.equal(text(), before);
    const saved = await Promise.all([1, 2].map(() => submit({ NIPT: "K2" }, html)));
    assert.deepEqual(saved.map(({ headers }) => headers.get("location")), [
      "/settings?done=saved",
      "/settings?done=saved",
    ]);
  },
);

desk("Settings says that a test failed, at what, and that nothing was saved", async ({ submit }) => {
  const html = await (await submit({ do: "test" })).text();
  assert.match(html, /Something does not work\. Nothing has been saved yet\.[^]*printer &lt;b&gt;: out of paper/);
}, { found: [{ name: "printer <b>", kind: "fail", message: "out of paper" }] });

desk(
  "Settings says which settings wait for a restart, and restarts with a file that is right",
  async ({ submit, read, send, restarts, path, text }) => {
    assert.ok(!(await read()).includes("Restart now"));
    await submit({ NIPT: "K1", DASHBOARD_PORT: "9300" });
    const html = await read("/settings?done=saved");
    assert.equal(html.match(/Saved, counts after a restart/g)?.length, 2);
    assert.match(html, /After the restart this page is at http:\/\/127\.0\.0\.1:9300\//);
    const good = text();
    await Deno.writeTextFile(path, good.replace("NIPT=K1", "NIPT="));
    const refused = await send("/settings/restart", {});
    assert.equal(refused.status, 409);
    assert.match(await refused.text(), /did not restart[^]*NIPT/);
    await Deno.writeTextFile(path, good);
    assert.equal((await send("/settings/restart", {})).headers.get("location"), "/settings?done=restarting");
    await send("/settings/restart", {});
    assert.deepEqual(restarts, [1]);
    assert.match(await read("/settings?done=restarting"), /data-run="id-/);
    await submit({ DASHBOARD_PORT: "0" });
    assert.match(await read(), /After the restart there is no page/);
  },
);

desk(
  "Settings says what comes from the environment; what is written in the file counts before it",
  async ({ read, submit, text }) => {
    const html = await read();
    assert.match(html, /Set by the environment of this PC \(CHF\)\. What you write here counts before it\./);
    assert.equal(fieldsOf(html).CURRENCY, "");
    assert.ok(!html.includes("env-s3cret"));
    assert.ok(!html.includes("remove:PRINTER_FROMENV"));
    await submit({ CURRENCY: "EUR", NIPT: "K1" });
    assert.match(text(), /^CURRENCY=EUR$/m);
    assert.ok(!/HTTPS_PROXY|FROMENV/.test(text()));
  },
  { environment: { CURRENCY: "CHF", HTTPS_PROXY: "http://u:env-s3cret@p.example:1", PRINTER_FROMENV: "default" } },
);

desk(
  "Settings offers the printers of this PC, and keeps its hands off what it cannot read",
  async ({ read, path, ask, send }) => {
    const html = await read();
    assert.match(html, /<option value="EPSON &quot;TM&quot;">EPSON &quot;TM&quot; \*<\/option>/);
    await Deno.remove(path);
    await Deno.mkdir(path);
    assert.equal((await ask("/settings")).status, 500);
    assert.equal((await send("/settings", { do: "save", NIPT: "x" })).status, 500);
  },
  { installed: [{ name: 'EPSON "TM"', isDefault: Boolean(1) }] },
);
