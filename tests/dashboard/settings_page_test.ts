import assert from "node:assert/strict";
import { join } from "node:path";
import { PRINTER_SETTING_KEYS, SETTING_KEYS } from "../../src/config/schema.ts";
import {
  type DeskWishes,
  fieldsOf,
  FILE,
  SECRETS_OF_FILE,
  type SettingsDesk,
  settingsDesk,
  unescaped,
} from "./settings_desk.ts";

/** A test over a file of its own. */
function desk(name: string, act: (desk: SettingsDesk, folder: string) => Promise<void>, wishes: DeskWishes = {}): void {
  Deno.test(name, async () => {
    const folder = await Deno.makeTempDir();
    try {
      await act(await settingsDesk(folder, wishes), folder);
    } finally {
      await Deno.remove(folder, { recursive: true });
    }
  });
}

/** What a page says is wrong, as plain text. */
function faults(html: string): string[] {
  return [...html.matchAll(/<p class="fault" lang="en">([^]*?)<\/p>/g)].map(([, text = ""]) =>
    unescaped(text).replace(/\s+/g, " ").trim()
  );
}

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

desk("Settings sends no secret to the browser, nor back after it was typed", async ({ read, submit, text, path }) => {
  const pages = [await read(), await (await submit({ do: "test", NIPT: "X" })).text()];
  const typed = await (await submit({
    do: "test",
    SESSION_ID: "typed-s1",
    SOCKET_URL: "http://bob:typed-s2@shop.example:5001/",
    ALERT_URL: "https://hooks.example/typed-s3",
    HTTPS_PROXY: "http://u:typed-s4@proxy.example:3128",
  })).text();
  const wrong =
    await (await submit({ SESSION_ID: "typed-s1", SOCKET_URL: "ftp://x:typed-s2@y", ALERT_URL: "typed-s3" })).text();
  for (const html of [...pages, typed, wrong]) {
    for (const secret of [...SECRETS_OF_FILE, "typed-s"]) assert.ok(!html.includes(secret), secret);
  }
  assert.equal(fieldsOf(typed).SESSION_ID, "");
  assert.match(typed, /A new value was typed/);
  assert.equal(fieldsOf(typed).SOCKET_URL, "http://***@shop.example:5001/");
  // Saved after the test without being typed again.
  assert.equal((await submit({}, typed)).headers.get("location"), "/settings?done=saved");
  assert.match(text(), /^SESSION_ID=.*typed-s1/m);
  assert.match(text(), /^SOCKET_URL=http:\/\/bob:typed-s2@shop\.example:5001\/$/m);
  assert.match(text(), /^ALERT_URL=https:\/\/hooks\.example\/typed-s3$/m);
  assert.match(await Deno.readTextFile(`${path}.bak`), /s3cret#session/);
});

desk(
  "Settings keeps a secret whose field is empty, deletes one when asked to, and wants a hidden address whole",
  async ({ submit, text }) => {
    await submit({ NIPT: "K1" });
    for (const secret of SECRETS_OF_FILE) assert.ok(text().includes(secret), secret);
    const html = await (await submit({ SOCKET_URL: "http://***@other.example:5001/?token=***" })).text();
    assert.match(faults(html).join(), /\*\*\* stands for what is hidden\. Write the whole address anew\./);
    await submit({ "clear:ALERT_URL": "on" });
    assert.match(text(), /^ALERT_URL=$/m);
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
  "Settings never writes one setting through another: line breaks, quotes, comments, odd names",
  async ({ submit, text, send, read }) => {
    const before = text();
    const evil = [
      "x\nALLOW_RAW=on",
      "x\r\nALLOW_RAW=on",
      "x\rALLOW_RAW=on",
      "x\u2028ALLOW_RAW=on",
      "x\u0000y",
      "x\u0085y",
      "'\"`x",
    ];
    for (const value of evil) {
      for (
        const key of [
          "NIPT",
          "SESSION_ID",
          "DEFAULT_PRINTER",
          "PRINTER_BAR",
          "LOGO",
          "ROUTE_TEXT",
          "EXPIRE_TEXT",
          "CURRENCY",
        ]
      ) {
        const answer = await submit({ [key]: value });
        assert.equal(answer.status, 422, `${key} ${JSON.stringify(value)}`);
      }
      for (const name of ["new:alias", "new:type"]) {
        const answer = await submit({ [name]: value, "new:spec": "default", "new:route": "BAR" });
        assert.equal(answer.status, 422, `${name} ${JSON.stringify(value)}`);
      }
    }
    assert.equal(text(), before);
    // Names of fields that the form does not have are nothing at all.
    const form = fieldsOf(await read());
    await send("/settings", {
      ...form,
      do: "save",
      "EVIL": "1",
      "PRINTER_X\nALLOW_RAW": "on",
      "ROUTE_A=B": "BAR",
      PATH: "x",
    });
    assert.equal(text(), before);
    // What only looks like it is written in quotes, and read back as the very same.
    await submit({ NIPT: "a#b", USERNAME: "till # ALLOW_RAW=on" });
    assert.match(text(), /^NIPT=(?:a#b|'a#b')$/m);
    assert.match(text(), /^USERNAME = 'till # ALLOW_RAW=on'$/m);
    assert.ok(!/^\s*ALLOW_RAW/m.test(text()));
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

desk("Settings refuses names that would be something else than a printer", async ({ submit, text }) => {
  const before = text();
  for (const alias of ["KITCHEN", "BAR_COLUMNS", "BAR_COLUMN", "1", "Ä=B", "x".repeat(31)]) {
    const answer = await submit({ "new:alias": alias, "new:spec": "default" });
    assert.equal(answer.status, 422, alias);
  }
  assert.equal((await submit({ "new:alias": "NEW", "new:spec": "" })).status, 422);
  assert.equal((await submit({ "new:alias": "NEW", "new:spec": "default", "new:COLUMNS": "3" })).status, 422);
  assert.equal(text(), before);
});

desk(
  "Settings takes no path of a browser outside the program's own folders",
  async ({ submit, text, tested }, folder) => {
    const before = text();
    const outside = await Deno.makeTempDir();
    for (const path of [`${outside}/x`, "../x", "..", "a/b", "\\\\evil\\share", "C:\\x", "a:b", "nul", "x."]) {
      for (
        const key of [
          "DATA_DIR",
          "TEMPLATES_DIR",
          "LOG_FILE",
          "LOGO",
          "TLS_CA_FILE",
          "DEFAULT_PRINTER",
          "PRINTER_BAR",
          "new:spec",
        ]
      ) {
        const isPrinter = /PRINTER|spec/.test(key);
        const value = isPrinter ? { [key]: ":other", [`${key}:other`]: `folder:${path}` } : { [key]: path };
        for (const wish of ["test", "save"]) {
          const answer = await submit({ ...value, "new:alias": key === "new:spec" ? "NEW" : "", do: wish });
          assert.equal(answer.status, 422, `${key} ${path}`);
        }
      }
    }
    assert.equal((await submit({ LOG_FILE: "jobs.sqlite" })).status, 422);
    assert.equal(text(), before);
    assert.deepEqual(tested, []);
    assert.deepEqual([...Deno.readDirSync(outside)], []);
    await Deno.remove(outside);
    await Deno.writeTextFile(join(folder, "shop.png"), "no picture");
    assert.match(await (await submit({ LOGO: "shop.png" })).text(), /cannot use the picture/);
    assert.equal((await submit({ LOG_FILE: "till.log", TEMPLATES_DIR: "papers" })).status, 303);
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

desk("Settings refuses a form without its token", async ({ ask, text }) => {
  const before = text();
  const body = new URLSearchParams({ do: "save", NIPT: "EVIL" }).toString();
  for (const path of ["/settings", "/settings/restart"]) {
    const answer = await ask(path, {
      method: "POST",
      body,
      headers: { "content-type": "application/x-www-form-urlencoded", "content-length": String(body.length) },
    });
    assert.equal(answer.status, 403);
  }
  assert.equal(text(), before);
});

desk("Settings shows hostile values as text, from the file and from the form", async ({ read, submit, path }) => {
  const evil = `"><script>alert(1)</script><img src=x onerror=alert(1)>`;
  const html = await read();
  const answer = await submit(
    Object.fromEntries(
      Object.keys(fieldsOf(html)).filter((name) => !/^(?:token|do)$/.test(name))
        .map((name) => [name, evil]),
    ),
  );
  const echoed = await answer.text();
  assert.equal(answer.status, 422);
  await Deno.writeTextFile(
    path,
    FILE.replace(/^([A-Z_]+)( ?= ?).*$/gm, (_, key, equals) => `${key}${equals}'${evil}'`),
  );
  for (const page of [echoed, await read(), await read(`/settings?done=${encodeURIComponent(evil)}`)]) {
    assert.ok(page.includes("&lt;script&gt;"));
    assert.ok(!/<script(?! src="\/live\.js")|<img/.test(page));
  }
});

desk(
  "Settings keeps keys in the case of the file and both names of the client, and hides what cannot be written",
  async ({ read, submit, text }) => {
    assert.equal(fieldsOf(await read()).USERNAME, "till_2");
    const refused = await (await submit({ SESSION_ID: "'\"`typed-s1" })).text();
    assert.deepEqual(faults(refused), [
      "this cannot be written in a settings file. Leave out line breaks, odd spaces and quotes.",
    ]);
    assert.ok(!refused.includes("typed-s"));
    await submit({ SESSION_ID: "new-session", USERNAME: "till_3" });
    assert.match(text(), /^session_id=new-session\nUSERNAME=till_3\nNIPT=L1\nCLIENT_USERNAME=till_3\n/);
  },
  { text: "session_id=old\nUSERNAME=till_1\nNIPT=L1\nCLIENT_USERNAME=till_2\n" },
);
