import type { Preview } from "../agent/preview.ts";
import type { Choice } from "../agent/router.ts";
import { listing } from "../render/listing.ts";
import { xmlText } from "../render/xml_text.ts";
import style from "./preview_page.css" with { type: "text" };

/** Bytes of a document that are listed; nobody reads more. */
const MAX_LISTED = 100_000;

/**
 * One page with the paper of a job and what there is to know of it, in a file that needs no other. It loads and runs nothing:
 * its policy allows its own style sheet and the pictures inside it.
 */
export async function previewPage(title: string, choice: Choice, made: Preview): Promise<string> {
  const { name, profile } = choice.config;
  const { bytes, warnings, drawing } = made;
  const policy = `default-src 'none'; img-src data:; style-src 'sha256-${await sha256(style)}'; base-uri 'none'; ` +
    `form-action 'none'`;
  const facts: [string, string][] = [
    ["Printer", `${name}, because ${choice.why}`],
    ["Format", `${profile.format}, ${profile.columns} columns`],
    ["Bytes", String(bytes.length)],
  ];
  const cut = bytes.length > MAX_LISTED ? `… and ${bytes.length - MAX_LISTED} bytes more\n` : "";
  const listed = profile.format === "text" ? "" : `<details>
<summary>The bytes</summary>
<pre>${lines(listing(bytes.subarray(0, MAX_LISTED), profile) + cut)}</pre>
</details>
`;
  return `<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${xmlText(policy)}">
<meta name="viewport" content="width=device-width">
<meta name="referrer" content="no-referrer">
<title>${xmlText(title)}</title>
<style>${style}</style>
</head>
<body>
<header>
<h1>${xmlText(title)}</h1>
<dl>
${facts.map(([term, fact]) => `<dt>${term}</dt><dd>${xmlText(fact)}</dd>`).join("\n")}
</dl>
${
    warnings.length === 0
      ? ""
      : `<ul>\n${warnings.map((one) => `<li>${xmlText(one)}</li>`).join("\n")}\n</ul>\n`
  }</header>
<main>
${drawing.svg}</main>
${listed}</body>
</html>
`;
}

/** Text of several lines as HTML. */
function lines(text: string): string {
  return text.split("\n").map(xmlText).join("\n");
}

/** The hash by which a policy allows a style sheet (Content Security Policy 3, 2.3.1). */
async function sha256(text: string): Promise<string> {
  const hash = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(text));
  return btoa(String.fromCharCode(...new Uint8Array(hash)));
}
