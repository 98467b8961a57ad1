import { ownJob } from "../../src/domain/own_job.ts";
import type { Block, Document, Span } from "../../src/domain/document.ts";
import { type Job, parseJob } from "../../src/domain/job.ts";
import { Composer } from "../../src/template/engine.ts";

/** The shipped templates, parsed once for all tests. */
export const composer: Composer = new Composer();

/** A job as intake makes it of `data`. */
export function job(type: string, data: Record<string, unknown>, wishes: Partial<Job> = {}): Job {
  return ownJob({
    id: "J-1",
    type,
    documentName: type,
    data,
    cut: false,
    receivedAtMs: Date.UTC(2026, 2, 7, 20, 14),
    ...wishes,
  });
}

/** The job that an event's payload is accepted as. */
export function accepted(event: string, payload: unknown): Job {
  const parsed = parseJob(event, payload, {
    nipt: "L12345678A",
    types: composer.types,
    wallMs: 0,
    nowMs: 0,
    newId: () => "J-1",
  });
  if (parsed.kind !== "job") throw new Error(`not accepted: ${JSON.stringify(parsed)}`);
  return parsed.job;
}

/** The payload of one of the samples. */
export function fixture(name: string): Record<string, unknown> {
  return JSON.parse(Deno.readTextFileSync(new URL(`../../src/demo/samples/${name}.json`, import.meta.url)));
}

/** The job of one of the samples. */
export function sample(name: string): Job {
  return accepted(name.split(".")[0] ?? "", fixture(name));
}

/** A document as lines for the eye: cells divided by ` | `, other blocks in brackets; no-break spaces as `_`. */
export function read({ blocks }: Document): string[] {
  return readBlocks(blocks);
}

/** The same for bare blocks. */
export function readBlocks(blocks: readonly Block[]): string[] {
  return blocks.flatMap((block) => {
    switch (block.kind) {
      case "text":
        return textOf(block.spans).split("\n");
      case "table":
        return block.rows.map((row) => row.map(({ spans }) => textOf(spans)).join(" | "));
      case "rule":
        return [block.character.repeat(8)];
      case "qr":
      case "barcode":
        return [`[${block.kind} ${block.data}]`];
      case "feed":
        return [`[feed ${block.lines}]`];
      default:
        return [`[${block.kind}]`];
    }
  });
}

/** The text of spans. */
export function textOf(spans: readonly Span[]): string {
  return spans.map(({ text }) => text).join("").replaceAll("\u00a0", "_");
}

/** A composer of other templates. */
export function composerOf(formats: Record<string, string>): Composer {
  return new Composer(formats);
}
