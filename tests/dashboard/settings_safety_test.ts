import assert from "node:assert/strict";
import { join } from "node:path";
import { desk, faults, fieldsOf, FILE, SECRETS_OF_FILE } from "./settings_desk.ts";

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
