import assert from "node:assert/strict";
import { join } from "node:path";
import { sampleJobs } from "../../src/cli/trial/sample_jobs.ts";
import { tryTemplate } from "../../src/cli/trial/try_template.ts";
import { templatesPage } from "../../src/dashboard/templates/templates_page.ts";
import { TEMPLATE_WORDS } from "../../src/dashboard/templates/words/template_words.ts";
import { DEFAULT_PROFILE } from "../../src/domain/profile.ts";
import { SAMPLES } from "../../src/demo/samples.ts";
import { Composer } from "../../src/template/engine.ts";
import { FORMATS } from "../../src/template/formats.ts";
import { TemplateFiles } from "../../src/template_folder/template_files.ts";
import { TemplateFolder } from "../../src/template_folder/template_folder.ts";
import { runningAgent } from "../agent/running_agent.ts";
import { idle } from "../fakes.ts";
import { askedApp, COOKIE, ORIGIN } from "./asked_app.ts";

/** The page over a real folder, with the printers BAR (80 mm) and STRIP (58 mm); gone with `using`. */
async function shop(isMasked = Boolean(0), before: Promise<void> = Promise.resolve()) {
  const folder = await Deno.makeTempDir();
  const templatesDir = join(folder, "templates");
  const composer = new Composer();
  const around = await runningAgent({
    compose: (job, paper) => composer.document(job, paper),
    types: () => [...composer.types, "voucher"],
    settings: { nipt: "L12345678A" },
  });
  const taken = new TemplateFolder(templatesDir);
  let ids = 0;
  const page = templatesPage({
    files: new TemplateFiles(templatesDir),
    shipped: FORMATS,
    textInUse: (name) => composer.textInUse(name),
    tryTemplate: async (wish) => {
      await before;
      return await tryTemplate(wish, {
        ...{ templatesDir, locale: null, currency: "", assetsDir: join(folder, "assets"), logo: null },
      });
    },
    samples: sampleJobs,
    archive: around.agent.desk.archive,
    printers: [
      { name: "BAR", profile: DEFAULT_PROFILE },
      { name: "STRIP", profile: { ...DEFAULT_PROFILE, columns: 32, dots: 384 } },
    ],
    print: async (printer, once, title, bytes) =>
      (await around.agent.laneDesk.tryOut(printer, once, title, bytes)).is !== "late",
    isMasked,
    clock: around.clock,
    newId: () => `picture-${++ids}`,
  });
  const asked = askedApp({ pages: [page] });
  const read = async (path: string) => await (await asked.ask(path)).text();
  /** What the editor's script is answered. */
  const preview = async (name: string, fields: Record<string, string>) => {
    const answer = await asked.send(`/templates/${name}/preview`, fields);
    assert.equal(answer.status, 200);
    const trial = await answer.json();
    return { ...trial, svg: trial.address === null ? null : await read(trial.address) };
  };
  const markOf = (page: string) => /name="mark" value="([^"]*)"/.exec(page)?.[1] ?? "none";
  /** Two looks, as the running client takes them. */
  const take = async () => {
    for (const _ of "12") {
      const news = await taken.look();
      if (news !== null) composer.useShop(news);
    }
  };
  const settled = async () => {
    do await idle(); while (around.agent.backlog().length > 0);
    await idle();
  };
  return {
    ...{ settled, agentClock: around.clock },
    ...{ ...around, ...asked, read, preview, markOf, take, templatesDir, folder },
    own: (name: string) => Deno.readTextFile(join(templatesDir, `${name}.html`)).catch(() => null),
    [Symbol.asyncDispose]: () => Deno.remove(folder, { recursive: true }),
  };
}

/** The text in the editor, as a browser would have it. */
function textOf(page: string): string {
  const [, inside = ""] = /<textarea[^>]*>\n?([^]*?)<\/textarea>/.exec(page) ?? [];
  return inside.replaceAll("&lt;", "<").replaceAll("&gt;", ">").replaceAll("&quot;", '"').replaceAll("&#39;", "'")
    .replaceAll("&amp;", "&");
}

Deno.test("Templates lists the shipped ones and the shop's own, says what is broken, and opens each with its text", async () => {
  await using around = await shop();
  const { read, templatesDir, take } = around;
  await Deno.mkdir(templatesDir);
  await Deno.writeTextFile(join(templatesDir, "voucher.html"), "<p>{{ name }}");
  await Deno.writeTextFile(join(templatesDir, "label.html"), "{% if %}");
  await take();
  const list = await read("/templates");
  for (const name of [...Object.keys(FORMATS), "voucher"]) assert.match(list, new RegExp(`href="/templates/${name}"`));
  assert.match(list, /the shop&#39;s own: <code>label\.html<\/code>\s*· <strong>has an error/);
  assert.match(list, /receipt \(print_request, pos\)/);
  for (const [name, text] of Object.entries(FORMATS)) {
    if (name !== "label") assert.equal(textOf(await read(`/templates/${name}`)), text, name);
  }
  assert.match(await read("/templates/voucher"), /Sample: /);
  assert.match(await read("/templates/label"), /is printed meanwhile/);
  assert.match(list, /<nav[^]*href="\/templates"\s+aria-current="page"/);
});

Deno.test("Templates draws what the printer would be sent, for the chosen printer and sample, and for a real job", async () => {
  await using around = await shop();
  const { preview, read, send } = around;
  const wide = await preview("receipt", { text: "<p>Table {{ table }}</p><p>{{ paper.columns }}", printer: "BAR" });
  assert.match(wide.svg, />48</);
  assert.match(wide.findings, /Nothing is wrong/);
  const narrow = await preview("receipt", { text: "{{ paper.columns }}", printer: "STRIP", sample: "sample-1" });
  assert.match(narrow.svg, />32</);
  const second = await preview("receipt", { text: "<p>{{ table }}", sample: "sample-1" });
  assert.match(second.svg, />Tavolina 7</);
  around.backend.listener?.event("print_request", { data: { type: "text", content: "soup of today" } });
  await around.settled();
  assert.match(await read("/templates/text"), /<option value="job-1"\s*>Real job: /);
  assert.match((await preview("text", { text: "{{ content }}!", sample: "job-1" })).svg, />soup of today!</);
  // Without JavaScript the button does the same.
  const page = await (await send("/templates/text", { do: "preview", text: "<h1>{{ content }}", sample: "job-1" }))
    .text();
  const [, address = ""] = /<img id="picture" src="([^"]+)"/.exec(page) ?? [];
  assert.match(await read(address), /soup/);
  assert.equal(textOf(page), "<h1>{{ content }}");
  assert.equal(await around.own("text"), null);
});

Deno.test("Templates tells errors and doubts with their line; the last good picture stays", async () => {
  await using around = await shop();
  const { preview, send, ask } = around;
  const good = await preview("text", { text: "<p>good" });
  const bad = await preview("text", { text: "<p>a\n\n  {{ content | nope }}", picture: good.picture });
  assert.deepEqual([bad.picture, bad.lines], [null, [{ kind: "error", line: 3 }]]);
  assert.match(bad.findings, /data-line="3" data-column="3">line 3, column 3<\/a>[^]*undefined filter: nope/);
  assert.match(bad.stale, /last text without an error/);
  const markup = await preview("text", { text: "<p>\n<feed lines=many>" });
  assert.deepEqual(markup.lines, [{ kind: "error", line: 2 }]);
  const word = "W".repeat(60);
  const doubt = await preview("text", { text: `<p>ok</p>\n<p>${word}</p>` });
  assert.deepEqual(doubt.lines, [{ kind: "warning", line: 2 }]);
  assert.match(doubt.findings, /1 word is broken on the 48 columns of BAR/);
  const page = await (await send("/templates/text", { do: "preview", text: "{% if", picture: good.picture })).text();
  assert.match(page, new RegExp(`class="stale"[^]*src="${good.address}"`));
  const picture = await ask(good.address);
  assert.equal(picture.headers.get("content-security-policy"), "default-src 'none'; sandbox; frame-ancestors 'none'");
  assert.equal((await ask("/templates/picture/none.svg")).status, 404);
});

Deno.test("Templates saves what has no error, says when it is used, and takes the last change back", async () => {
  await using around = await shop();
  const { read, send, markOf, own, take } = around;
  const mark = markOf(await read("/templates/text"));
  assert.equal(mark, "");
  const faulty = await send("/templates/text", { do: "save", text: "{{ a | nope }}", mark });
  assert.equal(faulty.status, 409);
  assert.match(await faulty.text(), /Not saved: the text has an error\.[^]*line 1, column/);
  assert.equal(await own("text"), null);

  const saved = await send("/templates/text", { do: "save", text: "<p>first\r\n{{ content }}", mark });
  assert.equal(saved.status, 303);
  const location = saved.headers.get("location") ?? "";
  assert.match(location, /^\/templates\/text\?done=save/);
  assert.equal(await own("text"), "<p>first\n{{ content }}");
  const before = await read(location);
  assert.match(before, /Saved\.[^]*takes this file within a few seconds/);
  assert.ok(!before.includes('value="undo"'));
  await take();
  assert.match(await read("/templates/text"), /This file is what is printed now/);
  assert.equal((await (await around.ask("/templates/text/state")).json()).state, "inUse");

  await send("/templates/text", { do: "save", text: "second", mark: markOf(await read("/templates/text")) });
  assert.match(await read("/templates/text"), /value="undo"/);
  await send("/templates/text", { do: "undo", text: "", mark: markOf(await read("/templates/text")) });
  assert.equal(await own("text"), "<p>first\n{{ content }}");
  await send("/templates/text", { do: "shipped", text: "", mark: markOf(await read("/templates/text")) });
  assert.equal(await own("text"), null);
  assert.equal(textOf(await read("/templates/text")), FORMATS.text);
  await send("/templates/text", { do: "undo", text: "", mark: "" });
  assert.equal(await own("text"), "<p>first\n{{ content }}");
  const names = [...Deno.readDirSync(around.templatesDir)].map(({ name }) => name);
  assert.ok(names.every((name) => /^text\.html(\.before)?$/.test(name)), names.join());
});

Deno.test("Templates overwrites nothing that somebody else has changed meanwhile without saying so", async () => {
  await using around = await shop();
  const { read, send, markOf, own, templatesDir } = around;
  await Deno.mkdir(templatesDir);
  const path = join(templatesDir, "text.html");
  await Deno.writeTextFile(path, "one");
  const mark = markOf(await read("/templates/text"));
  await Deno.writeTextFile(path, "by the colleague");
  for (const wish of ["save", "undo", "shipped"]) {
    const answer = await send("/templates/text", { do: wish, text: "mine", mark });
    assert.equal(answer.status, 409);
    const page = await answer.text();
    assert.match(page, /somebody has changed the file meanwhile/);
    assert.equal(textOf(page), "mine");
    assert.equal(await own("text"), "by the colleague");
    if (wish === "shipped") await send("/templates/text", { do: "save", text: "mine", mark: markOf(page) });
  }
  assert.equal(await own("text"), "mine");
  assert.equal(await Deno.readTextFile(`${path}.before`), "by the colleague");
});

Deno.test("Templates does not save what would break a template that contains it", async () => {
  await using around = await shop();
  const { send, markOf, read, own, templatesDir } = around;
  await Deno.mkdir(templatesDir);
  await Deno.writeTextFile(join(templatesDir, "head.html"), "<p>head</p>");
  await Deno.writeTextFile(join(templatesDir, "label.html"), "<table><tr><td>{% render 'head' %}</td></tr></table>");
  const answer = await send("/templates/head", {
    do: "save",
    text: "<hr>",
    mark: markOf(await read("/templates/head")),
  });
  assert.equal(answer.status, 409);
  assert.match(await answer.text(), /label[^]*cannot stand inside a table/);
  assert.equal(await own("head"), "<p>head</p>");
});

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

Deno.test("Templates speaks every language of the page, all of it", async () => {
  const said = (value: unknown): string[] =>
    typeof value === "function"
      ? [String(value("A", "B"))]
      : typeof value === "object" && value !== null
      ? Object.values(value).flatMap(said)
      : [String(value)];
  const english = said(TEMPLATE_WORDS.en);
  for (const [code, words] of Object.entries(TEMPLATE_WORDS)) {
    const texts = said(words);
    assert.equal(texts.length, english.length);
    assert.ok(texts.every((text) => text.trim() !== ""), code);
    if (code === "en") continue;
    const same = texts.filter((text, at) => text === english[at]);
    // "Text" is a German word too.
    assert.ok(same.length <= 1, `${code}: ${same.join(", ")}`);
  }
  await using around = await shop();
  const text = await (await around.ask("/templates", { headers: { "accept-language": "el" } })).text();
  assert.match(text, /<html lang="el"[^]*Πρότυπα/);
});

Deno.test("Templates shows the text before its picture is made, and says so; whoever pressed a button waits for it", async () => {
  const { promise, resolve } = Promise.withResolvers<void>();
  await using around = await shop(Boolean(0), promise);
  const { read, agentClock, send, markOf } = around;
  let page = "";
  const reading = read("/templates/text").then((text) => page = text);
  // Files are read first, and take their own time.
  while (page === "") await agentClock.advance(100);
  await reading;
  assert.match(textOf(page), /content/);
  assert.match(page, /class="awaited"[^]*The picture is being made/);
  assert.ok(!page.includes("Nothing is wrong"));
  const form = { do: "preview", text: "<p>{{ content }}</p>", mark: markOf(page), printer: "BAR", sample: "" };
  const sent = send("/templates/text", form);
  await agentClock.advance(10_000);
  resolve();
  const shown = await (await sent).text();
  assert.match(shown, /<img id="picture" src=/);
  assert.match(shown, /Nothing is wrong/);
});
