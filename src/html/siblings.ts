import { type ChildNode, isTag, isText } from "domhandler";
import type { Looks } from "./look.ts";

/** Whether lines between children are for the screen alone: under each of many. */
export function isThinned(looks: Looks, children: readonly ChildNode[]): boolean {
  const blocks = children.filter((child) => isTag(child) && looks.of(child).display !== "none");
  const ruled = blocks.filter((child) => isTag(child) && looks.of(child).bottom !== null && child.name !== "hr");
  return ruled.length >= 3 && ruled.length >= blocks.length * 0.6;
}

/** The end of the boxes beside each other that begin at `index`: floating ones, and blocks in a line with a share of its width. */
export function runOfBoxes(looks: Looks, children: readonly ChildNode[], index: number): number {
  let end = index;
  let count = 0;
  let shape = "";
  for (let at = index; at < children.length; at++) {
    const child = children[at];
    if (child === undefined || (!isTag(child) && (!isText(child) || child.data.trim() === ""))) continue;
    if (!isTag(child)) break;
    const { display, float, width } = looks.of(child);
    if (display === "none") continue;
    const isShare = display === "inline-block" && /^\d+(?:\.\d+)?%$/.test(width) && parseFloat(width) < 100;
    const kind = float !== null ? "float" : isShare ? "share" : display === "cell" ? "cell" : "";
    if (kind === "" || (shape !== "" && kind !== shape)) break;
    shape = kind;
    count++;
    end = at + 1;
  }
  return count > 1 ? end : index;
}
