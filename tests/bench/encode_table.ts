import type { EncodeFigures, PeerFigure } from "./encode_bench.ts";

/** What the encoding of the receipt costs, as Markdown tables for people: our stages, then the libraries beside us. */
export function encodeTableOf({ ours, peers }: EncodeFigures): string {
  const us = (name: string) => ours.find((figure) => figure.name === name)?.us ?? NaN;
  const minimum = us("the hand-written minimum");
  const [core, withLogo, whole] = [us("layout and encode"), us("layout and encode, with logo, kept"), us("whole way")];
  const stages = ours.map(({ name, us }) => `| ${name} | ${times(us / minimum)} | ${time(us)} |`);
  const rows = peers.map((peer) =>
    `| ${peer.name} | ${times(peer.us / core)} | ${times(peer.withLogoUs / withLogo)} | ${times(peer.us / whole)} ` +
    `| ${time(peer.us)} | ${time(peer.withLogoUs)} | ${peer.bytes} | ${faults(peer)} |`
  );
  return [
    "| ours | / minimum | time |",
    "| --- | --- | --- |",
    ...stages,
    "",
    "| library | / layout and encode | the same with logo | / whole way | its time | with logo | bytes | wrong on its paper |",
    "| --- | --- | --- | --- | --- | --- | --- | --- |",
    ...rows,
  ].join("\n");
}

function faults({ faults, opensDrawer }: PeerFigure): string {
  const all = [...faults, ...(opensDrawer ? ["a name opens the drawer"] : [])];
  return all.length === 0 ? "nothing" : all.join("; ");
}

const times = (ratio: number) => `${ratio >= 10 ? ratio.toFixed(0) : ratio.toFixed(2)}×`;
const time = (us: number) => us >= 1_000 ? `${(us / 1_000).toFixed(1)} ms` : `${us.toFixed(us < 100 ? 1 : 0)} µs`;
