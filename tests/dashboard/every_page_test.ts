import assert from "node:assert/strict";
import { pagesOf } from "../../src/cli/dashboard.ts";
import { openShop } from "../../src/cli/shop.ts";
import { templateEditor } from "../../src/cli/trial/template_editor.ts";
import { loadSettings } from "../../src/config.ts";
import { ShopWatch } from "../../src/dashboard/shop_now.ts";
import { dayOf } from "../../src/domain/reservation_day.ts";
import { SAMPLES } from "../../src/demo/samples.ts";
import { Composer } from "../../src/template/engine.ts";
import { runningAgent } from "../agent/running_agent.ts";
import { writeSettings } from "../client_settings.ts";
import { FakeClock, FakePrinters, idle } from "../fakes.ts";
import { askedApp, COOKIE, ORIGIN, SECRETS } from "./asked_app.ts";
import { poisoned } from "./poisoned.ts";

/**
 * All pages that a running client serves, over a real agent and database that was sent every sample with hostile text in
 * every field. A page that `src/cli/dashboard.ts` lists is looked at by itself.
 */
async function everyPage() {
  const folder = await Deno.makeTempDir();
  const path = await writeSettings(folder, {
    DATA_DIR: folder,
    LOG_FILE: `${folder}/printer_client.log`,
    PRINTER_BAR: `folder:${folder}/printed`,
    DEFAULT_PRINTER: "BAR",
  });
  const loaded = loadSettings(path);
  assert.ok("settings" in loaded);
  const { settings } = loaded;
  const composer = new Composer();
  const clock = new FakeClock(Date.now());
  const around = await runningAgent({
    ...{ clock, printers: new FakePrinters(), types: () => composer.types },
    compose: (job, paper, history) => composer.document(job, paper, history),
    settings: { nipt: "L12345678A" },
  });
  const watch = new ShopWatch({
    printers: ["BAR"],
    nowMs: () => clock.nowMs(),
    backlog: () => around.agent.backlog(),
    uncertain: () => 0,
  });
  const { agent, printers } = around;
  const shop = await openShop(settings, () => {});
  const editor = templateEditor({ settings, clock, agent, shop });
  const parts = { settings, warnings: ["<script>alert(3)</script>"], printers, clock, agent, restart: () => {} };
  const pages = pagesOf(parts, watch, editor.page);
  const asked = askedApp({ pages, now: () => watch.now() });
  for (const [index, { event, payload }] of SAMPLES.entries()) {
    const job = poisoned(payload) as Record<string, Record<string, unknown>>;
    // So that the book shows it by itself.
    const reservation = job.reservation_data ?? job.data?.reservation_data as Record<string, unknown> | undefined;
    if (reservation !== undefined) reservation.date = dayOf(clock.nowMs());
    around.backend.listener?.event(event, { ...job, job_id: `<b>${index}` });
  }
  while (agent.backlog().length > 0) await idle();
  await idle();
  await Deno.writeTextFile(settings.logFile, '2026 INFO job_printed document="<script>alert(4)</script>"\n');
  const routes = asked.app.routes.filter(({ path }) => path.startsWith("/") && path !== "/*");
  const stop = async () => {
    editor.close();
    around.store.close();
    await Deno.remove(folder, { recursive: true });
  };
  return { ...asked, routes, stop };
}

/** An address of a route: parameters are job 1, or what the route names. */
function addressOf(route: string): string {
  return route.replace(/:\w+\{([^}|]*)[^}]*\}/g, (_, pattern: string) => /^[\w-]+$/.test(pattern) ? pattern : "1")
    .replace(/:\w+/g, "1").replace("*", "x");
}

const form = (token: string) => {
  const body = new URLSearchParams({ token }).toString();
  const headers = {
    "content-type": "application/x-www-form-urlencoded",
    "content-length": String(body.length),
    origin: ORIGIN,
  };
  return { method: "POST", body, headers };
};

Deno.test("every route of every page refuses foreign hosts, foreign origins, missing keys and missing tokens", async (t) => {
  const { app, ask, routes, stop } = await everyPage();
  try {
    const posts = routes.filter(({ method }) => method === "POST");
    assert.ok(routes.length >= 15 && posts.length >= 3, String(routes.length));
    for (const { method, path } of routes) {
      const address = addressOf(path);
      await t.step(`${method} ${path}`, async () => {
        const init = method === "POST" ? form(SECRETS.token) : { method: "GET", headers: {} };
        const status = async (headers: Record<string, string>, url = `${ORIGIN}${address}`) => {
          const answer = await app.fetch(new Request(url, { ...init, headers: { ...init.headers, ...headers } }));
          await answer.body?.cancel();
          return answer.status;
        };
        assert.equal(await status({ cookie: COOKIE }, `http://evil.example:9180${address}`), 421);
        assert.equal(await status({ cookie: COOKIE, host: "evil.example" }), 421);
        assert.equal(await status({ cookie: COOKIE, origin: "https://evil.example" }), 403);
        assert.equal(await status({ cookie: COOKIE, origin: "null" }), 403);
        if (!/^\/(?:style\.css|live\.js|icon-\w+\.svg)$/.test(address)) assert.equal(await status({ cookie: "" }), 401);
        if (method !== "POST") return;
        for (const token of ["", "wrong", SECRETS.key, SECRETS.cookie]) {
          assert.equal((await ask(address, form(token))).status, 403, token);
        }
        assert.equal(await status({ cookie: COOKIE, "sec-fetch-site": "cross-site" }), 403);
      });
    }
  } finally {
    await stop();
  }
});

Deno.test("no parameter of any route leads out of the program", async () => {
  const { ask, routes, stop } = await everyPage();
  try {
    const ways = ["..%2f..%2fetc%2fpasswd", "%2e%2e%2f%2e%2e%2fdeno.json", "C:%5CWindows%5Cwin.ini", "..", "1%00"];
    for (const { path } of routes.filter(({ method }) => method === "GET")) {
      const base = addressOf(path).replace(/\/$/, "");
      const inside = path.includes(":") ? ways.map((way) => path.replace(/:\w+(?:\{[^}]*\})?/, way)) : [];
      for (const address of [...ways.map((way) => `${base}/${way}`), ...inside]) {
        const answer = await ask(address);
        const text = await answer.text();
        assert.ok(!/root:.*:0:0|"imports"|\[fonts\]/.test(text), address);
        // Some of these are another page of ours, once the browser's own rules have shortened them.
        if (/%2f|%5C/i.test(address)) assert.ok(answer.status >= 400, `${address} ${answer.status}`);
      }
    }
  } finally {
    await stop();
  }
});

Deno.test("every page shows hostile text in every field of every sample as text", async () => {
  const { ask, routes, stop } = await everyPage();
  try {
    let shown = 0;
    const looked = routes.filter(({ method, path }) => method === "GET" && path !== "/live");
    const addresses = looked.flatMap(({ path }) =>
      path.includes(":")
        ? Array.from({ length: SAMPLES.length }, (_, n) => addressOf(path).replace("1", String(n + 1)))
        : [
          addressOf(path),
          `${
            addressOf(path)
          }?q=%3Cscript%3Ealert(5)%3C%2Fscript%3E&printer=%22%3E%3Cscript%3Ealert(6)&day=%3Cscript%3E` +
          "&done=%3Cscript%3Ealert(7)&filter=%22%3E%3Cscript%3E",
        ]
    );
    for (const address of new Set(addresses)) {
      const answer = await ask(address);
      const type = answer.headers.get("content-type") ?? "";
      const text = await answer.text();
      if (!/html|svg/.test(type)) continue;
      assert.ok(
        !/<script>|<img src=x|<b>\d|onerror=alert\(1\)"?>(?!.*&)/i.test(text),
        `${address}\n${text.slice(0, 3_000)}`,
      );
      assert.ok(!/<style|style="|\son\w+="|javascript:/i.test(text) || type.includes("svg"), address);
      if (type.includes("html")) {
        assert.match(answer.headers.get("content-security-policy") ?? "", /script-src 'self';/);
      }
      if (/&lt;(?:script|img)/.test(text)) shown++;
    }
    assert.ok(shown >= 8, `${shown} pages show some of it`);
  } finally {
    await stop();
  }
});

Deno.test("every form of every page that changes something carries the token", async () => {
  const { ask, routes, stop } = await everyPage();
  try {
    let forms = 0;
    for (const { method, path } of routes) {
      if (method !== "GET" || path === "/live") continue;
      const text = await (await ask(addressOf(path))).text();
      for (const [form] of text.matchAll(/<form[^>]*method="post"[^]*?<\/form>/g)) {
        forms++;
        assert.ok(form.includes(`name="token" value="${SECRETS.token}"`), `${path}: ${form}`);
      }
    }
    assert.ok(forms >= 5, String(forms));
  } finally {
    await stop();
  }
});
