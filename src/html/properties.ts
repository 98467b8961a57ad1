/** What a declaration sets: a property that matters on paper, and its value in small letters. */
export type Setting = readonly [name: string, value: string];

/** The properties that matter on paper; all others are dropped where they are read. */
const KNOWN: ReadonlySet<string> = new Set([
  ...["display", "visibility", "float", "font-size", "font-weight", "font-style", "text-align", "text-transform"],
  ...["white-space", "margin-top", "margin-bottom", "margin-left", "padding-top", "padding-bottom", "width"],
  ...["justify-content", "flex-direction", "flex-grow", "grid-template-columns", "direction", "content-visibility"],
  ...["border-top", "border-bottom", "opacity"],
]);

const BORDER_STYLES = /\b(none|hidden|solid|dashed|dotted|double|groove|ridge|inset|outset)\b/;

/** What one declaration sets, shorthands taken apart. Values that refer to a variable count with their stand-in only. */
export function settings(property: string, raw: string): Setting[] {
  const name = property.toLowerCase();
  if (raw.length > 500) return [];
  const value = withoutVariables(raw.trim().toLowerCase());
  if (value === "") return [];
  switch (name) {
    case "margin":
    case "padding": {
      const sides = value.split(/\s+/);
      const [top = ""] = sides;
      const box: Setting[] = [[`${name}-top`, top], [`${name}-bottom`, sides[2] ?? top]];
      return name === "margin" ? [...box, ["margin-left", sides[3] ?? sides[1] ?? top]] : box;
    }
    case "margin-block":
    case "padding-block": {
      const [top = "", bottom = top] = value.split(/\s+/);
      return [[`${name.slice(0, -6)}-top`, top], [`${name.slice(0, -6)}-bottom`, bottom]];
    }
    case "border":
      return [["border-top", border(value, "box")], ["border-bottom", border(value, "box")]];
    case "border-top":
    case "border-bottom":
    case "border-top-style":
    case "border-bottom-style":
      return [[name.replace("-style", ""), border(value, "")]];
    case "border-style": {
      const [top = "", , bottom = top] = value.split(/\s+/);
      return [["border-top", border(top, "box")], ["border-bottom", border(bottom, "box")]];
    }
    case "border-width":
    case "border-top-width":
    case "border-bottom-width": {
      const [top = "", , bottom = top] = value.split(/\s+/);
      const gone: Setting[] = [];
      if (name !== "border-bottom-width" && isNothing(top)) gone.push(["border-top", "none"]);
      if (name !== "border-top-width" && isNothing(bottom)) gone.push(["border-bottom", "none"]);
      return gone;
    }
    case "font": {
      const size = /(?:^|\s)((?:\d*\.)?\d+(?:px|pt|em|rem|%|mm)|(?:x+-)?(?:small|large)|medium)(?:\/|\s|$)/.exec(value)
        ?.[1];
      const weight = /(?:^|\s)(bold|bolder|[6-9]00)\s/.exec(value)?.[1] ?? "normal";
      const style = /\b(italic|oblique)\b/.exec(value)?.[1] ?? "normal";
      return size === undefined ? [] : [["font-size", size], ["font-weight", weight], ["font-style", style]];
    }
    case "text-decoration":
    case "text-decoration-line":
      return [["text-decoration", value]];
    case "list-style":
    case "list-style-type":
      return [["list-style", value]];
    case "page-break-before":
    case "page-break-after":
    case "break-before":
    case "break-after":
      return [[name.replace("page-", ""), value]];
    case "flex": {
      const [grow = ""] = value.split(/\s+/);
      return [["flex-grow", /^\d/.test(grow) ? grow : grow === "auto" ? "1" : "0"]];
    }
    case "flex-flow":
      return /column|row/.test(value) ? [["flex-direction", value.includes("column") ? "column" : "row"]] : [];
    case "mso-hide":
      return value === "all" ? [["display", "none"]] : [];
    default:
      return KNOWN.has(name) ? [[name, value]] : [];
  }
}

/** `-`, `.` or `=` for how the line looks, with `box` in front when it goes all round; `none`. */
function border(value: string, box: string): string {
  const [, style = "solid"] = BORDER_STYLES.exec(value) ?? [];
  const isThere = value.split(/\s+/).every((part) => !isNothing(part)) && BORDER_STYLES.test(value);
  if (!isThere || style === "none" || style === "hidden") return "none";
  return box + (style === "double" ? "=" : style === "dotted" ? "." : "-");
}

function isNothing(width: string): boolean {
  return /^0(?:\.0*)?(?:px|pt|em|rem|mm)?$/.test(width);
}

function withoutVariables(value: string): string {
  if (!value.includes("var(")) return value;
  const plain = value.replace(/var\(\s*--[\w-]{1,80}\s*(?:,\s*([^()]*))?\)/g, (_, standIn) => standIn ?? "");
  return plain.includes("var(") ? "" : plain.trim();
}
