import { join } from "node:path";
import { PROJECT } from "../../source_files.ts";

/** One ```python block of docs/backend.md. */
export interface DocumentedBlock {
  /** From `# outbox.py` in its first line; `null` for a snippet. */
  readonly file: string | null;
  readonly code: string;
}

/** The ```python blocks of docs/backend.md, word for word. */
export async function documentedBlocks(): Promise<DocumentedBlock[]> {
  const text = await Deno.readTextFile(join(PROJECT, "docs/backend.md"));
  return [...text.matchAll(/^```python\n([^]*?)^```/gm)].map(([, code = ""]) => ({
    file: /^# (\w+\.py)\n/.exec(code)?.[1] ?? null,
    code,
  }));
}

/** Writes the document's files into `folder`. */
export async function writeDocumentedFiles(folder: string): Promise<void> {
  for (const { file, code } of await documentedBlocks()) {
    if (file !== null) await Deno.writeTextFile(join(folder, file), code);
  }
}
