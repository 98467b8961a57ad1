import { type App, type AppParts, makeApp } from "../../src/dashboard/app.ts";
import { keyOf } from "../../src/dashboard/key.ts";
import type { ShopNow } from "../../src/dashboard/shop_now.ts";
import { FakeClock } from "../fakes.ts";

/** The address of the page in tests; nothing listens there. */
export const ORIGIN = "http://127.0.0.1:9180";

/** The key of the page in tests. */
export const SECRETS = keyOf("k".repeat(43));

/** The cookie of somebody who has opened the page with its key. */
export const COOKIE = `printer_client_9180=${SECRETS.cookie}`;

/** A shop in which all is well. */
export const WELL: ShopNow = {
  connection: { is: "up", problem: "", sinceMs: 0 },
  printers: [{ name: "BAR", waiting: 0, trouble: null, lastMs: null, printed: 0 }],
  lastMs: null,
  uncertain: 0,
  failed: 0,
};

/** A page without a server. */
export interface AskedApp {
  readonly app: App;
  readonly clock: FakeClock;
  /** A request by a browser that has the cookie; what `init` says counts before that. */
  ask(path: string, init?: RequestInit): Promise<Response>;
  /** Sends a form with the token, as the page's own form does. */
  send(path: string, fields: Readonly<Record<string, string>>): Promise<Response>;
}

/** Makes the page of a shop; `parts` is what is special about it. */
export function askedApp(parts: Partial<AppParts> = {}): AskedApp {
  const clock = new FakeClock();
  const app = makeApp({
    port: 9180,
    secrets: SECRETS,
    clock,
    now: () => WELL,
    username: "till-7",
    papers: () => 0,
    pages: [],
    failed: (problem) => {
      throw new Error(problem);
    },
    ...parts,
  });
  const ask = async (path: string, { headers, ...init }: RequestInit = {}) =>
    await app.fetch(new Request(new URL(path, ORIGIN), { ...init, headers: { cookie: COOKIE, ...headers } }));
  const send = async (path: string, fields: Readonly<Record<string, string>>) => {
    const body = new URLSearchParams({ token: SECRETS.token, ...fields }).toString();
    return await ask(path, {
      method: "POST",
      body,
      headers: {
        origin: ORIGIN,
        "content-type": "application/x-www-form-urlencoded",
        "content-length": String(body.length),
      },
    });
  };
  return { app, clock, ask, send };
}
