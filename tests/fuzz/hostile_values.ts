import fc from "fast-check";
import { anyText } from "../render/documents.ts";

/** Text that has meaning somewhere on its way: to printers, terminals, templates, HTML, CSS, numbers, dates, paths. */
export const hostileText: fc.Arbitrary<string> = fc.oneof(
  anyText,
  fc.constantFrom(
    ...["\x1bp\x00\x19\xfa", "\x10\x14\x01\x00\x01", "\x1dV\x00", "\x07", "\x1a", "{C\x00\x1b", "%0\x1e%"],
    ...["__proto__", "constructor", "prototype", "toString", "hasOwnProperty", "valueOf", "then", "length"],
    ...["{{ 7 | times: 7 }}", "{% raw %}", "{%", "}}", "{{ x | raw }}", "{% render 'text' %}"],
    ...["<cut>", "</td></table><qr>x</qr>", "&lt;b&gt;", "&#x1b;", "<!--", "<script>", "]]>", "'\"><drawer>"],
    ...["3.50", "3,50", "1e308", "-0", "NaN", "Infinity", "1".repeat(400), "0x10", "١٢٣", " 12 ", "1_000", "--5"],
    ...["2026-02-30T25:61:00Z", "9999999999999", "0000-00-00", "\ud800", "\udc00x", "\ufeff", "\u202e", "\u0000"],
    ...["../../etc/passwd", "C:\\CON", "data:image/png;base64,AAAA", "javascript:alert(1)", "a\u0301".repeat(50)],
    ...["x".repeat(3_000), "👨‍👩‍👧‍👦".repeat(30), "中".repeat(200), "مرحبا ".repeat(20), "\n".repeat(500)],
  ),
);

/** Any plain data: of every kind, deep, wide, with the names that JavaScript itself uses. */
export const hostileValue: fc.Arbitrary<unknown> = fc.oneof(
  { weight: 6, arbitrary: hostileText },
  fc.boolean(),
  fc.constantFrom<unknown>(null, 0, -0, 1, -1, 1e21, 1e-7, 2 ** 53, 0.1 + 0.2, [], {}, "", [[]], [null]),
  fc.double({ noNaN: true, noDefaultInfinity: true }),
  fc.integer(),
  fc.jsonValue({ maxDepth: 4 }),
  fc.uint8Array({ maxLength: 20 }),
  fc.array(hostileText, { maxLength: 5 }),
  fc.dictionary(hostileText, hostileText, { maxKeys: 5 }).map(withOwnProto),
  fc.integer({ min: 10, max: 3_000 }).map(deep),
  fc.integer({ min: 100, max: 3_000 }).map((length) => Array.from({ length }, (_, index) => index)),
);

/** As JSON.parse makes it of `{"__proto__": …}`: a field like any other. */
function withOwnProto(fields: Record<string, unknown>): unknown {
  return JSON.parse(JSON.stringify(fields).replace(/^\{/, '{"__proto__":{"polluted":1},').replace(/,\}$/, "}"));
}

function deep(depth: number): unknown {
  let value: unknown = "core";
  for (let level = 0; level < depth; level++) value = level % 2 === 0 ? [value] : { items: value };
  return value;
}

/** `value` with some of what it holds replaced, removed, doubled or added to: still much as a backend would send it. */
export function mutated(value: unknown): fc.Arbitrary<unknown> {
  const paths = pathsOf(value);
  const change = fc.record({
    at: fc.nat(Math.max(0, paths.length - 1)),
    how: fc.constantFrom("replace", "remove", "double", "add", "many" as const),
    value: hostileValue,
    key: fc.oneof(
      fc.constantFrom(
        ...["__proto__", "constructor", "copies", "job_id", "priority", "expires_at", "expires_in", "beep", "locale"],
        ...["open_drawer", "printer_name", "document_name", "dry_run", "currency", "nipt", "type", "lease_until"],
      ),
      hostileText,
    ),
  });
  return fc.array(change, { minLength: 1, maxLength: 4 }).map((changes) => {
    const root = { root: structuredClone(value) };
    // Once: of what is repeated a hundred times a hundred times, nothing could be told any more.
    let isRepeated = false;
    for (const { at, how, value, key } of changes) {
      const path = ["root", ...paths[at] ?? []];
      const parent = path.slice(0, -1).reduce<unknown>((inner, name) => fieldsOf(inner)?.[name], root);
      const fields = fieldsOf(parent);
      const last = path.at(-1) ?? "";
      if (fields === null || !Object.hasOwn(fields, last)) continue;
      const old = fields[last];
      if (how === "replace") fields[last] = value;
      else if (how === "remove") delete fields[last];
      else if (how === "double") fields[last] = [old, old];
      else if (how === "many" && !isRepeated) {
        fields[last] = Array.from({ length: 100 }, () => structuredClone(old));
        isRepeated = true;
      } else if (how === "add" && fieldsOf(old) !== null && !Array.isArray(old)) {
        Object.defineProperty(old, key, { value, enumerable: true, configurable: true, writable: true });
      }
    }
    return root.root;
  });
}

function fieldsOf(value: unknown): Record<string, unknown> | null {
  return value !== null && typeof value === "object" && !ArrayBuffer.isView(value)
    ? value as Record<string, unknown>
    : null;
}

function pathsOf(value: unknown, path: readonly string[] = []): (readonly string[])[] {
  const inner = fieldsOf(value);
  return [path, ...Object.entries(inner ?? {}).flatMap(([key, next]) => pathsOf(next, [...path, key]))];
}
