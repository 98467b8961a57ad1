import assert from "node:assert/strict";
import { join } from "node:path";
import { SAMPLES } from "../../src/demo/samples.ts";
import { FORMATS } from "../../src/template/formats.ts";
import { COOKIE, ORIGIN } from "./asked_app.ts";
import { shop, textOf } from "./templates_shop.ts";

Deno.test("Templates refuses what is too long, and a folder that cannot be written is told", async () => {
  await using around = await shop();
  const { send, templatesDir, own, preview } = around;
  const long = "ë".repeat(140_000);
  const answer = await send("/templates/text", { do: "save", text: long, mark: "" });
  assert.equal(answer.status, 409);
  assert.match(await answer.text(), /at most 256 KB/);
  assert.match((await preview("text", { text: long })).findings, /more than 262144 bytes/);
  assert.equal((await send("/templates/text", { do: "save", text: "x".repeat(1_100_000) })).status, 413);
  assert.equal(await own("text"), null);
  // A file has the place of the folder.
  await Deno.writeTextFile(templatesDir, "");
  const failed = await send("/templates/text", { do: "save", text: "x", mark: "" });
  assert.match(await failed.text(), /Cannot write &quot;.*text\.html&quot;/);
});

Deno.test("Templates touches no file but those of its names, and nothing without the token", async () => {
  await using around = await shop();
  const { ask, send, folder, templatesDir } = around;
  await Deno.mkdir(templatesDir);
  await Deno.writeTextFile(join(folder, "secret.html"), "secret");
  await Deno.writeTextFile(join(templatesDir, "UPPER.html"), "upper");
  const paths = ["../secret", "..%2fsecret", "%2e%2e%2fsecret", "..%5csecret", "UPPER", "text.html", "text%00", "none"];
  for (const path of paths) {
    const opened = await ask(`/templates/${path}`);
    assert.equal(opened.status, 404, path);
    assert.ok(!(await opened.text()).includes("secret"));
    for (const wish of ["save", "undo", "shipped", "preview"]) {
      const answer = await send(`/templates/${path}`, { do: wish, text: "evil", mark: "" });
      assert.equal(answer.status, 404, `${wish} ${path}`);
    }
    assert.equal((await send(`/templates/${path}/preview`, { text: "x" })).status, 404);
  }
  const body = "do=save&text=evil&mark=";
  const headers = {
    ...{ cookie: COOKIE, origin: ORIGIN, "content-type": "application/x-www-form-urlencoded" },
    "content-length": String(body.length),
  };
  for (const path of ["/templates/text", "/templates/text/preview"]) {
    assert.equal((await ask(path, { method: "POST", body, headers })).status, 403);
    assert.equal(
      (await ask(path, { method: "POST", body, headers: { ...headers, origin: "http://evil" } })).status,
      403,
    );
  }
  assert.deepEqual([...Deno.readDirSync(folder)].map(({ name }) => name).sort(), ["secret.html", "templates"]);
  assert.deepEqual([...Deno.readDirSync(templatesDir)].map(({ name }) => name), ["UPPER.html"]);
  // A new type cannot be made here: it has no template yet.
  assert.equal((await send("/templates/brand_new", { do: "save", text: "x", mark: "" })).status, 404);
});

Deno.test("Templates prints what is on the screen once, marked, in its turn, drawer shut; nobody is answered", async () => {
  await using around = await shop();
  const { send, printers, backend } = around;
  const told = backend.emitted.length;
  const wish = {
    do: "print",
    text: "<p>Bon appetit</p><drawer><beep>",
    printer: "BAR",
    once: "once-for-this",
    mark: "",
  };
  const answers = await Promise.all([send("/templates/text", wish), send("/templates/text", wish)]);
  await around.settled();
  for (const answer of answers) assert.match(await answer.text(), /It is printed on the chosen printer[^]*Bon appetit/);
  const papers = (printers.byName.get("BAR")?.printed ?? []).map(({ bytes }) =>
    new TextDecoder("latin1").decode(bytes)
  );
  assert.equal(papers.length, 1);
  assert.match(papers[0] ?? "", /TEST PRINT[^]*Bon appetit/);
  assert.ok(!papers[0]?.includes("\x1bp"));
  assert.deepEqual(backend.emitted.slice(told).filter(({ event }) => event === "print_response"), []);
  assert.equal(await around.own("text"), null);
  for (const bad of [{ ...wish, text: "{% if", once: "another-1" }, { ...wish, printer: "STRIP", once: "another-2" }]) {
    const refused = await send("/templates/text", bad);
    assert.equal(refused.status, 409);
    assert.match(await refused.text(), /Not printed/);
  }
  await around.settled();
  assert.equal(printers.byName.get("BAR")?.printed.length, 1);
});

const EVIL = `</textarea><script>alert(1)</script><img src=x onerror=alert(2)>"'`;

Deno.test("Templates shows hostile text of templates, samples and jobs as text", async () => {
  await using around = await shop();
  const { send, read, preview, backend, agent } = around;
  const page = await (await send("/templates/receipt", {
    do: "preview",
    text: `${EVIL}{{ x | nope }}`,
    printer: EVIL,
    sample: EVIL,
  }))
    .text();
  assert.equal(textOf(page).slice(0, EVIL.length), EVIL);
  const pages = [page];
  const trial = await preview("receipt", {
    text: `<p>${EVIL.replaceAll("<", "&lt;")} {{ "${"W".repeat(60)}&lt;script>" }}`,
  });
  pages.push(trial.findings, trial.svg);
  for (const { event, payload } of SAMPLES.filter(({ prints }) => prints)) {
    const poisoned = JSON.parse(
      JSON.stringify(payload),
      (key, value) =>
        typeof value === "string" && !/^(type|nipt|date|time|job_id|printer_name)$/.test(key) &&
          !/^[\d.,-]+$/.test(value)
          ? EVIL + value
          : value,
    );
    backend.listener?.event(event, { document_name: EVIL, ...poisoned });
  }
  await around.settled();
  let seq = 1;
  for (
    const job of await agent.desk.archive.search({ text: "", states: null, lane: null, beforeSeq: null, limit: 50 })
  ) {
    if (job.job === null) continue;
    const name = job.job.type;
    pages.push(await read(`/templates/${name}?sample=job-${job.seq}&printer=${encodeURIComponent(EVIL)}`));
    const drawn = await preview(name, { text: FORMATS[name] ?? "", sample: `job-${job.seq}` });
    pages.push(drawn.findings, drawn.svg ?? "");
    seq++;
  }
  assert.ok(seq > 6);
  for (const text of pages) assert.ok(!/<script>alert|<img src=x/i.test(text), text.slice(0, 2000));
});

Deno.test("DASHBOARD_PRIVACY=masked hides names and telephones in the editor, whatever a template does with them", async () => {
  await using around = await shop(Boolean(1));
  const { read, preview, backend } = around;
  backend.listener?.event("print_request", {
    document_name: "For Arben Gashi",
    data: {
      type: "reservation",
      reservation_data: { customer_name: "Arben Gashi", phone: "0691234567", party_size: 4, time: "20:30" },
    },
  });
  await around.settled();
  const text = `<p>{{ customer_name | split: "" | join: "." }}</p><p>{{ phone }} {{ job.document_name }}</p>` +
    `<p>{{ time }}, {{ party_size }}</p><qr>{{ customer_name }}</qr>`;
  const { svg, findings } = await preview("reservation", { text, sample: "job-1" });
  const all = [svg, findings, await read("/templates/reservation?sample=job-1")].join("\n");
  assert.doesNotMatch(all, /Arben|Gashi|A\.r\.b|691234567/);
  assert.match(svg, />20:30, 4</);
  assert.match(svg, /\*\.\*/);
});
