import assert from "node:assert/strict";
import { LANGUAGES, preferred } from "../../src/dashboard/language.ts";
import type { Page } from "../../src/dashboard/app.ts";
import { html } from "../../src/dashboard/html.ts";
import { askedApp, COOKIE, WELL } from "./asked_app.ts";

Deno.test("html escapes everything that is put into it", () => {
  const bad = `<img src=x onerror="alert('1')">&\u0000\u001b`;
  assert.equal(
    String(html`<b title="${bad}">${[bad, html`<i>${1}</i>`]}</b>${null}${false}`),
    [
      '<b title="&lt;img src=x onerror=&quot;alert(&#39;1&#39;)&quot;&gt;&amp;">',
      "&lt;img src=x onerror=&quot;alert(&#39;1&#39;)&quot;&gt;&amp;<i>1</i></b>",
    ].join(""),
  );
});

Deno.test("preferred() is the first language of the browser that there is", () => {
  const rows = [["sq-AL,en;q=0.5", "sq"], ["fr, it;q=0.3, de;q=0.8", "de"], ["", "en"], ["el;q=0, zh", "en"], [
    "constructor",
    "en",
  ]];
  assert.deepEqual(rows.map(([header]) => preferred(header ?? "").code), rows.map(([, code]) => code));
});

Deno.test("the page speaks the browser's language, or the one that was chosen", async () => {
  const { ask } = askedApp();
  for (const words of Object.values(LANGUAGES)) {
    const text = await (await ask("/", { headers: { "accept-language": words.code } })).text();
    assert.match(text, new RegExp(`<html lang="${words.code}"`));
    assert.ok(text.includes(words.now.ready) && text.includes(words.nav.now));
  }
  const chosen = await ask("/?lang=it", { headers: { "accept-language": "de" } });
  assert.match(chosen.headers.get("set-cookie") ?? "", /^printer_client_language=it;/);
  const kept = await ask("/", {
    headers: { cookie: `${COOKIE}; printer_client_language=it`, "accept-language": "de" },
  });
  assert.match(await kept.text(), /<html lang="it"/);
});

Deno.test("Now can be read without JavaScript: the sentence, each printer, the server, what to do", async () => {
  const trouble = { kind: "paper_out", problem: "Kitchen: <b>out</b> of paper.", sinceMs: 0 } as const;
  const printers = [{ name: "<KITCHEN>", waiting: 4, trouble, lastMs: 0, printed: 12 }, ...WELL.printers];
  const { ask } = askedApp({ now: () => ({ ...WELL, printers }) });
  const text = await (await ask("/")).text();
  assert.match(text, /<title>&lt;KITCHEN&gt; has no paper: 4 tickets are waiting\.<\/title>/);
  assert.match(text, /<p class="big" role="status">&lt;KITCHEN&gt; has no paper: 4 tickets are waiting\.<\/p>/);
  assert.match(text, /Put in a new roll/);
  assert.match(text, /Kitchen: &lt;b&gt;out&lt;\/b&gt; of paper\./);
  assert.match(text, /href="\/icon-bad\.svg"/);
  assert.match(text, /<noscript><meta http-equiv="refresh"/);
  assert.ok(!text.includes("<KITCHEN>"));
});

Deno.test("the rules of one page are not those of another: all stand in the one style sheet", async () => {
  const owners = new Map<string, string>();
  const folder = new URL("../../src/dashboard/", import.meta.url);
  for await (const { name: page, isDirectory } of Deno.readDir(folder)) {
    if (!isDirectory) continue;
    for await (const { name } of Deno.readDir(new URL(`${page}/`, folder))) {
      if (!name.endsWith(".css")) continue;
      const style = await Deno.readTextFile(new URL(`${page}/${name}`, folder));
      for (const [, first = ""] of style.matchAll(/^ *\.([\w-]+)/gm)) {
        assert.equal(owners.get(first) ?? page, page, `.${first} is styled by two pages`);
        owners.set(first, page);
      }
    }
  }
  assert.ok(owners.size > 20);
});

Deno.test("a page that fails says so in the reader's language, tells the program, and nothing of it to the reader", async () => {
  const problems: string[] = [];
  const page: Page = {
    ...{ name: "book", path: "/book" },
    add: (app) =>
      void app.get("/book", () => {
        throw new Error("SQLITE_FULL: secret path");
      }),
  };
  const { ask } = askedApp({ pages: [page], failed: (problem) => problems.push(problem) });
  const answer = await ask("/book", { headers: { "accept-language": "de" } });
  assert.equal(answer.status, 500);
  const text = await answer.text();
  assert.match(text, /Das hat nicht geklappt/);
  assert.ok(!text.includes("secret"));
  assert.match(answer.headers.get("content-security-policy") ?? "", /default-src 'none'/);
  assert.deepEqual(problems, ["SQLITE_FULL: secret path"]);
});

Deno.test("a language that there is not is English, whatever it is called", async () => {
  const { app, ask } = askedApp();
  for (const language of ["constructor", "__proto__", "toString", "xx", ""]) {
    assert.match(await (await ask(`/?lang=${language}`)).text(), /<html lang="en"/);
    const stream = (await ask(`/live?lang=${language}`)).body?.pipeThrough(new TextDecoderStream()).getReader();
    assert.match((await stream?.read())?.value ?? "", /"title":"Ready\./, language);
  }
  app.live.close();
});

Deno.test("whoever opens a page has the others prepared, whoever has no key does not", async () => {
  let prepared = 0;
  const page: Page = { ...{ name: "book", path: "/book" }, prepare: () => void prepared++, add: () => {} };
  const { ask } = askedApp({ pages: [page] });
  await ask("/", { headers: { cookie: "" } });
  await ask("/style.css");
  assert.equal(prepared, 0);
  await ask("/");
  assert.equal(prepared, 1);
});
