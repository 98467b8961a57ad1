import assert from "node:assert/strict";
import { join } from "node:path";
import { TEMPLATE_WORDS } from "../../src/dashboard/templates/words/template_words.ts";
import { FORMATS } from "../../src/template/formats.ts";
import { shop, textOf } from "./templates_shop.ts";

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
  const bad = await preview("text", { text: "<p>a\n\n  {{ content | nope }}", picture: good.picture ?? "" });
  assert.deepEqual([bad.picture, bad.lines], [null, [{ kind: "error", line: 3 }]]);
  assert.match(bad.findings, /data-line="3" data-column="3">line 3, column 3<\/a>[^]*undefined filter: nope/);
  assert.match(bad.stale, /last text without an error/);
  const markup = await preview("text", { text: "<p>\n<feed lines=many>" });
  assert.deepEqual(markup.lines, [{ kind: "error", line: 2 }]);
  const word = "W".repeat(60);
  const doubt = await preview("text", { text: `<p>ok</p>\n<p>${word}</p>` });
  assert.deepEqual(doubt.lines, [{ kind: "warning", line: 2 }]);
  assert.match(doubt.findings, /1 word is broken on the 48 columns of BAR/);
  const page = await (await send("/templates/text", { do: "preview", text: "{% if", picture: good.picture ?? "" }))
    .text();
  assert.match(page, new RegExp(`class="stale"[^]*src="${good.address}"`));
  const picture = await ask(good.address ?? "");
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
