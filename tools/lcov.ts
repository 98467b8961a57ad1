/** The lines of one file, and how often each was run. */
export interface CoveredFile {
  readonly path: string;
  readonly runs: ReadonlyMap<number, number>;
}

/** One record of an LCOV report (`SF:` the file, `DA:` line and runs); `null` for what is none. */
export function fileOf(record: string): CoveredFile | null {
  const path = /^SF:(.*)$/m.exec(record)?.[1];
  if (path === undefined) return null;
  const runs = [...record.matchAll(/^DA:(\d+),(\d+)/gm)].map(([, line, count]) =>
    [Number(line), Number(count)] as const
  );
  return { path, runs: new Map(runs) };
}

/** A line for each room of src: how many of its lines ran. */
export function summary(files: readonly CoveredFile[]): string[] {
  const rooms = new Map<string, { ran: number; all: number }>();
  for (const { path, runs } of files) {
    const room = path.split("/")[1] ?? "";
    const sum = rooms.get(room) ?? { ran: 0, all: 0 };
    for (const count of runs.values()) if (count > 0) sum.ran++;
    sum.all += runs.size;
    rooms.set(room, sum);
  }
  return [...rooms].sort(([a], [b]) => a < b ? -1 : 1).map(([room, { ran, all }]) =>
    `${room.padEnd(20)} ${(100 * ran / Math.max(1, all)).toFixed(1).padStart(5)} %  ${ran} of ${all} lines`
  );
}

/** The lines of files below `folders` that nothing ran: `src/render/wrap.ts: 12, 40-44`. */
export function uncovered(files: readonly CoveredFile[], folders: readonly string[]): string[] {
  return files.filter(({ path }) => folders.some((folder) => path.startsWith(folder))).flatMap(({ path, runs }) => {
    const missed = [...runs].filter(([, count]) => count === 0).map(([line]) => line).sort((a, b) => a - b);
    const ranges: [number, number][] = [];
    for (const line of missed) {
      const last = ranges.at(-1);
      if (last !== undefined && last[1] === line - 1) last[1] = line;
      else ranges.push([line, line]);
    }
    const shown = ranges.map(([from, to]) => from === to ? String(from) : `${from}-${to}`);
    return shown.length === 0 ? [] : [`${path}: ${shown.join(", ")}`];
  });
}
