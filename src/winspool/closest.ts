/**
 * The name of `names` that `wanted` was most likely meant to be; `null` when none is alike. For suggestions only: a
 * job is never sent to a printer that merely looks right.
 */
export function closestName(wanted: string, names: readonly string[]): string | null {
  const target = folded(wanted);
  let best: string | null = null;
  let bestScore = Infinity;
  for (const name of names) {
    const candidate = folded(name);
    const edits = distance(target, candidate);
    const contained = target !== "" && (candidate.includes(target) || target.includes(candidate));
    const limit = Math.max(target.length, candidate.length) * 0.4;
    const score = contained ? Math.min(edits, limit) : edits;
    if (score <= limit && score < bestScore) [best, bestScore] = [name, score];
  }
  return best;
}

function folded(name: string): string {
  return name.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase().replace(/[^\p{L}\p{N}]+/gu, " ").trim();
}

// Levenshtein's distance, one row at a time.
function distance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, i) => i);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      const substitute = (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      next.push(Math.min(substitute, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1));
    }
    row = next;
  }
  return row[b.length] ?? 0;
}
