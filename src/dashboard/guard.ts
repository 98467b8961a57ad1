import type { Context, MiddlewareHandler } from "hono";
import { getCookie, setCookie } from "hono/cookie";
import { type DashboardKey, isSame } from "./key.ts";

/** Bytes of a form: a template is the largest. */
const MAX_BODY = 1_000_000;

/** Pages that nobody needs a key for: they say nothing about the shop. */
const PUBLIC = /^\/(?:style\.css|live\.js|icon-(?:good|warn|bad)\.svg)$/;

/**
 * Nothing is loaded from anywhere else, no script or style stands in a page, no other page can frame it or send its
 * forms. `same-origin`: with `no-referrer` browsers send `Origin: null` with our own forms, and that could not be checked.
 */
export const HEADERS: Readonly<Record<string, string>> = {
  "content-security-policy": [
    ...["default-src 'none'", "script-src 'self'", "style-src 'self'", "img-src 'self'", "connect-src 'self'"],
    ...["form-action 'self'", "frame-src 'self'", "frame-ancestors 'none'", "base-uri 'none'"],
  ].join("; "),
  "x-content-type-options": "nosniff",
  "x-frame-options": "DENY",
  "referrer-policy": "same-origin",
  "cross-origin-opener-policy": "same-origin",
  "cross-origin-resource-policy": "same-origin",
  "permissions-policy": "camera=(), microphone=(), geolocation=(), usb=(), serial=()",
  "cache-control": "no-store",
};

/** What is wrong with a request that is turned away. */
export type Refusal = "host" | "origin" | "method" | "key" | "form" | "size";

/** HTTP status of each refusal. */
export const STATUS = { host: 421, origin: 403, method: 405, key: 401, form: 403, size: 413 } as const;

/**
 * Lets only this PC's own browser with the key in: the host is checked because a page of the internet can make its own name
 * lead here, the origin and the form's token because it can send forms here. `refused` makes the answer for the rest.
 */
export function guard(
  port: number,
  secrets: DashboardKey,
  refused: (context: Context, why: Refusal) => Response,
): MiddlewareHandler {
  const cookieName = `printer_client_${port}`;
  const hosts = [`127.0.0.1:${port}`, `localhost:${port}`];
  return async (context, next) => {
    const why = await refusal(context);
    if (why !== null) context.res = refused(context, why);
    else {
      const key = context.req.query("key");
      if (key !== undefined && context.req.method === "GET") context.res = admit(context);
      else await next();
    }
    for (const [name, value] of Object.entries(HEADERS)) {
      // A picture of paper brings a stricter policy of its own.
      if (name !== "content-security-policy" || !context.res.headers.has(name)) context.res.headers.set(name, value);
    }
  };

  async function refusal(context: Context): Promise<Refusal | null> {
    const { req } = context;
    const url = new URL(req.url);
    const origin = req.header("origin");
    if (!hosts.includes(url.host) || !hosts.includes(req.header("host") ?? url.host)) return "host";
    if (origin !== undefined && !hosts.some((host) => origin === `http://${host}`)) return "origin";
    if (!["GET", "HEAD", "POST"].includes(req.method)) return "method";
    if (PUBLIC.test(url.pathname)) return null;
    const site = req.header("sec-fetch-site");
    if (req.method === "POST" && site !== undefined && site !== "same-origin") return "origin";
    const key = url.searchParams.get("key");
    const isOpen = key !== null && req.method === "GET"
      ? isSame(key, secrets.key)
      : isSame(getCookie(context, cookieName) ?? "", secrets.cookie);
    if (!isOpen) return "key";
    return req.method === "POST" ? await formRefusal(context) : null;
  }

  async function formRefusal({ req }: Context): Promise<Refusal | null> {
    const length = Number(req.header("content-length") ?? NaN);
    if (!(length <= MAX_BODY)) return "size";
    const form = await req.parseBody().catch(() => ({} as Record<string, unknown>));
    return isSame(String(form.token ?? ""), secrets.token) ? null : "form";
  }

  /** The key goes into a cookie, and out of the address that stands in the browser's history. */
  function admit(context: Context): Response {
    setCookie(context, cookieName, secrets.cookie, {
      httpOnly: true,
      sameSite: "Strict",
      path: "/",
      maxAge: 400 * 86_400,
    });
    const url = new URL(context.req.url);
    url.searchParams.delete("key");
    return context.redirect(`${url.pathname.replace(/^\/+/, "/")}${url.search}`, 303);
  }
}
