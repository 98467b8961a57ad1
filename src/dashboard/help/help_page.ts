import type { Context } from "hono";
import type { Finding } from "../../check/finding.ts";
import { VERSION } from "../../version.ts";
import type { Page } from "../app.ts";
import type { Frame } from "../frame.ts";
import { CheckRun } from "./check_run.ts";
import style from "./help.css" with { type: "text" };
import { helpView } from "./help_view.ts";
import { HELP_WORDS, type HelpWords } from "./help_words.ts";
import { shownLine } from "./log_mask.ts";

/** What the page works with. */
export interface HelpPageParts {
  readonly files: readonly { readonly what: keyof HelpWords["files"]; readonly path: string | null }[];
  readonly isMasked: boolean;
  readonly nowMs: () => number;
  /** Looks everything over; takes seconds, and printing goes on meanwhile. */
  readonly look: () => Promise<readonly Finding[]>;
  /** Puts findings on paper, behind the jobs. Never rejects. */
  readonly print: (
    findings: readonly Finding[],
  ) => Promise<{ readonly isPrinted: boolean; readonly message: string }>;
  /** The last lines of the log, oldest first. */
  readonly logLines: () => readonly string[];
  /** Makes the zip of `--support`. */
  readonly support: () => Promise<{ readonly name: string; readonly bytes: Uint8Array<ArrayBuffer> }>;
}

/** **Help**: the check, what to do about the commonest troubles, the log's last lines, the support zip. */
export function helpPage(parts: HelpPageParts): Page {
  const run = new CheckRun(parts);
  let zip: ReturnType<HelpPageParts["support"]> | null = null;
  return {
    name: "help",
    path: "/help",
    style,
    add(app, frame) {
      app.get("/help", (context) => show(context, frame));
      app.post("/help/check", async (context) => {
        const form = await context.req.parseBody();
        run.start(form.paper !== undefined);
        return context.redirect("/help", 303);
      });
      app.get("/help/support.zip", download);
    },
  };

  function show(context: Context, frame: Frame): Response {
    const words = frame.words(context);
    const help = HELP_WORDS[words.code];
    const lines = parts.logLines().map((line) => shownLine(line, parts.isMasked)).reverse();
    const { state } = run;
    const body = helpView({ state, lines, files: parts.files, version: VERSION, token: frame.token(), words, help });
    const response = frame.page(context, { name: "help", heading: words.nav.help, body });
    // Without a script; and not as a tag, which would be said to be one more thing that changes under a reader's hands.
    if (state.is === "running") response.headers.set("refresh", "1");
    return response;
  }

  /** Several clicks wait for one and the same. */
  async function download(): Promise<Response> {
    zip ??= parts.support().finally(() => zip = null);
    const { name, bytes } = await zip;
    return new Response(bytes, {
      headers: { "content-type": "application/zip", "content-disposition": `attachment; filename="${name}"` },
    });
  }
}
