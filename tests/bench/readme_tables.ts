import type { BenchResult } from "./bench.ts";
import { tableOf } from "./bench_table.ts";
import { encodeTableOf } from "./encode_table.ts";

/** The tables of README.md by the name of the mark around each, such as `<!-- bench -->`. */
export function tablesOf(result: BenchResult): [mark: string, table: string][] {
  return [["bench encode", encodeTableOf(result.encode)], ["bench", tableOf(result)]];
}

/** What stands in `readme` between the marks, with the marks. */
export function marked(mark: string): RegExp {
  return new RegExp(`(<!-- ${mark} -->)([^]*?)(<!-- /${mark} -->)`);
}

/** `readme` with the tables of `result`. */
export function withTables(readme: string, result: BenchResult): string {
  return tablesOf(result).reduce(
    (text, [mark, table]) => text.replace(marked(mark), (_, from, __, to) => `${from}\n\n${table}\n\n${to}`),
    readme,
  );
}
