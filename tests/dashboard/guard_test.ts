import assert from "node:assert/strict";
import type { Page } from "../../src/dashboard/app.ts";
import { html } from "../../src/dashboard/html.ts";
import { askedApp, ORIGIN, SECRETS } from "./asked_app.ts";

/** A page that changes something. */
const change: Page = {
  name: "help",
  path: "/change",
  add(app, frame) {
    app.post("/change", (context) => context.text("changed"));
    app.get(
      "/change",
      (context) =>
        frame.page(context, {
          name: "help",
          heading: "Change",
          body: html`<form method="post">${frame.token()}</form>`,
        }),
    );
  },
};
const form = (token: string) => {
  const body = `token=${token}`;
  const headers = { "content-type": "application/x-www-form-urlencoded", "content-length": String(body.length) };
  return { method: "POST", body, headers };
};

Deno.test("guard() lets the key in once, and takes it out of the address", async () => {
  const { ask } = askedApp();
  const answer = await ask(`/?key=${SECRETS.key}&lang=de`, { headers: { cookie: "" } });
  assert.deepEqual([answer.status, answer.headers.get("location")], [303, "/?lang=de"]);
  const cookie = answer.headers.get("set-cookie") ?? "";
  assert.match(cookie, /^printer_client_9180=[\w-]{43};/);
  for (const word of ["HttpOnly", "SameSite=Strict", "Path=/"]) assert.ok(cookie.includes(word), cookie);
  assert.ok(!cookie.includes(SECRETS.key));
  assert.equal((await ask("/", { headers: { cookie: cookie.split(";")[0] ?? "" } })).status, 200);
});

Deno.test("guard() sends a key nowhere but to this page", async () => {
  const { ask } = askedApp();
  const answer = await ask(`${ORIGIN}//evil.example/?key=${SECRETS.key}`);
  assert.match(answer.headers.get("location") ?? "", /^\/evil/);
});

Deno.test("guard() turns away whoever has no key, a wrong one or that of a form, in plain words", async () => {
  const { ask } = askedApp();
  const attempts: [string, string][] = [
    ["/", ""],
    ["/?key=wrong", ""],
    [`/?key=${SECRETS.cookie}`, ""],
    ["/", "printer_client_9180=wrong"],
    ["/", `printer_client_9180=${SECRETS.key}`],
    ["/", `printer_client_9181=${SECRETS.cookie}`],
    ["/live", ""],
  ];
  for (const [path, cookie] of attempts) {
    const answer = await ask(path, { headers: { cookie } });
    assert.equal(answer.status, 401, `${path} ${cookie}`);
    assert.match(await answer.text(), /printer-client --open/);
  }
});

Deno.test("guard() refuses a foreign host, origin or method", async (t) => {
  const { app, ask } = askedApp({ pages: [change] });
  const rows: [string, () => Promise<Response>, number][] = [
    ["DNS rebinding", () => app.fetch(new Request("http://evil.example:9180/")), 421],
    ["another port", () => app.fetch(new Request("http://127.0.0.1:80/")), 421],
    ["a host header of its own", () => ask("/", { headers: { host: "evil.example" } }), 421],
    ["a foreign origin", () => ask("/", { headers: { origin: "https://evil.example" } }), 403],
    [
      "no origin at all",
      () => ask("/change", { ...form(SECRETS.token), headers: { ...form("").headers, origin: "null" } }),
      403,
    ],
    [
      "a form of another site",
      () => ask("/change", { ...form(SECRETS.token), headers: { "sec-fetch-site": "cross-site" } }),
      403,
    ],
    ["a method that nobody uses", () => ask("/", { method: "DELETE" }), 405],
  ];
  for (const [name, action, status] of rows) {
    await t.step(name, async () => assert.equal((await action()).status, status));
  }
});

Deno.test("guard() lets a form through with the token alone", async () => {
  const { ask, send } = askedApp({ pages: [change] });
  assert.equal(await (await send("/change", {})).text(), "changed");
  assert.equal((await ask("/change", form("wrong"))).status, 403);
  assert.equal((await ask("/change", form(""))).status, 403);
  assert.equal((await ask("/change", form(SECRETS.key))).status, 403);
  const large = { ...form(SECRETS.token), headers: { "content-length": "999999999" } };
  assert.equal((await ask("/change", large)).status, 413);
  assert.match(await (await ask("/change")).text(), new RegExp(`name="token" value="${SECRETS.token}"`));
});

Deno.test("every answer has the headers that keep a page to itself", async () => {
  const { ask, app } = askedApp();
  const answers = [
    await ask("/"),
    await ask("/nothing"),
    await ask("/style.css"),
    await app.fetch(new Request(ORIGIN)),
  ];
  assert.deepEqual(answers.map(({ status }) => status), [200, 404, 200, 401]);
  for (const { headers } of answers) {
    const policy = headers.get("content-security-policy") ?? "";
    assert.match(policy, /^default-src 'none'; script-src 'self'; style-src 'self';/);
    assert.match(policy, /frame-ancestors 'none'/);
    assert.ok(!policy.includes("unsafe"));
    assert.equal(headers.get("x-content-type-options"), "nosniff");
    assert.equal(headers.get("referrer-policy"), "same-origin");
    assert.equal(headers.get("cache-control"), "no-store");
  }
});

Deno.test("no path leads out of the program", async () => {
  const { ask } = askedApp();
  const paths = ["/../deno.json", "/%2e%2e/deno.json", "/..%2f..%2fetc%2fpasswd", "/style.css/../../deno.json"];
  for (const path of [...paths, "/C:/Windows/win.ini", "/live.js%00.txt", "/file:///etc/passwd", "/src/main.ts"]) {
    const answer = await ask(path);
    assert.equal(answer.status, 404, path);
    assert.ok(!/root:|imports/.test(await answer.text()));
  }
});

Deno.test("a page has no script and no style of its own", async () => {
  const { ask } = askedApp();
  const text = await (await ask("/")).text();
  assert.ok(!/<style|style="|\son\w+="|javascript:/i.test(text));
  assert.deepEqual([...text.matchAll(/<script[^>]*>/g)].map(([tag]) => tag), ['<script src="/live.js" defer>']);
  assert.ok(!/https?:\/\//.test(text), "nothing leads anywhere else");
});
