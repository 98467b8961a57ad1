import * as z from "zod";
import { CONTENT, type Fields } from "./content.ts";
import { CONTENT_OPTION_KEYS, OPTION_KEYS } from "./job_options.ts";

/** A field of a payload that nothing reads. */
export interface UnknownField {
  /** As in the problems of `parseJob`: `receipt_data.items[1].colour`. */
  readonly path: string;
  readonly name: string;
  /** What is read beside it. */
  readonly known: readonly string[];
  /** Further entries of the same list that have it too. */
  readonly more: number;
}

/** The variables of a template, each as its names from the outside in: `item.price` is `["item", "price"]`. */
export type UsedFields = readonly (readonly string[])[];

/** Fields that every template may be given, besides its own. */
const FOR_ALL_TEMPLATES = ["locale", "currency"];
/** Of an unknown object nothing more is told than that. */
const MAX_TOLD = 50;
/** Deeper than any template looks. */
const MAX_DEPTH = 50;

/**
 * The fields of an event that neither the client nor its template of `type` reads, in their order. `used` are the template's
 * variables: what a shop's own template shows is known.
 */
export function unknownFields(event: string, envelope: Fields, type: string, used: UsedFields): UnknownField[] {
  const search = new Search(used);
  const content = CONTENT.get(type);
  if (event !== "print_request") {
    const key = event === "pos" ? "pos_data" : "reservation_data";
    search.level(envelope, "", ["nipt", key, ...OPTION_KEYS]);
    search.content(envelope[key], key, content?.schema, ["nipt", "print_required"]);
    return search.found;
  }
  const inner = isFields(envelope.data) ? envelope.data : null;
  const body = inner ?? envelope;
  const key = content?.key ?? `${type}_data`;
  const isApart = content?.isStrict === true || body[key] !== undefined;
  const keys = ["type", "nipt", key, ...OPTION_KEYS];
  if (inner !== null) search.level(envelope, "", ["nipt", "data", ...OPTION_KEYS]);
  if (!isApart) search.content(body, "", content?.schema, inner === null ? [...keys, "data"] : keys);
  else {
    search.level(body, "", inner === null ? [...keys, "data"] : keys);
    search.content(body[key], key, content?.schema, ["nipt", "print_required"]);
  }
  return search.found;
}

class Search {
  readonly #roots: readonly string[];
  readonly #inner: readonly string[];
  readonly #byPath = new Map<string, UnknownField>();

  constructor(used: UsedFields) {
    this.#roots = [...FOR_ALL_TEMPLATES, ...used.map(([root = ""]) => root)];
    this.#inner = used.flatMap((names) => names.slice(1));
  }

  get found(): UnknownField[] {
    return [...this.#byPath.values()];
  }

  level(fields: Fields, path: string, known: readonly string[]): void {
    for (const name of Object.keys(fields)) if (!known.includes(name)) this.#tell(path, name, known);
  }

  content(value: unknown, path: string, schema: z.ZodType | undefined, more: readonly string[]): void {
    if (!isFields(value)) return;
    const shape = shapeOf(schema);
    const known = [...Object.keys(shape), ...this.#roots, ...CONTENT_OPTION_KEYS, ...more];
    this.level(value, path, known);
    for (const [name, child] of Object.entries(value)) this.#below(child, joined(path, name), shape[name], 1);
  }

  #below(value: unknown, path: string, schema: z.ZodType | undefined, depth: number): void {
    if (depth > MAX_DEPTH) return;
    if (Array.isArray(value)) {
      const element = elementOf(schema);
      value.forEach((entry, index) => this.#below(entry, `${path}[${index}]`, element, depth + 1));
    } else if (isFields(value)) {
      const shape = shapeOf(schema);
      this.level(value, path, [...Object.keys(shape), ...this.#inner]);
      for (const [name, child] of Object.entries(value)) {
        this.#below(child, joined(path, name), shape[name], depth + 1);
      }
    }
  }

  #tell(path: string, name: string, known: readonly string[]): void {
    // The same field of all entries of a list is one mistake; so it is beside `data` and in it, which is told as one place.
    const full = joined(path, name);
    const key = joined(path.replace(/\[\d+\]/g, "[]"), name);
    const before = this.#byPath.get(key);
    if (before === undefined) {
      if (this.#byPath.size < MAX_TOLD) {
        this.#byPath.set(key, { path: full, name, known: [...new Set(known)], more: 0 });
      }
    } else if (before.path !== full) this.#byPath.set(key, { ...before, more: before.more + 1 });
  }
}

function joined(path: string, name: string): string {
  return path === "" ? name : `${path}.${name}`;
}

function isFields(value: unknown): value is Fields {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** What a schema says of the fields of an object; nothing when it is none. */
function shapeOf(schema: z.ZodType | undefined): Readonly<Record<string, z.ZodType>> {
  const bare = unwrapped(schema);
  return bare instanceof z.ZodObject ? bare.shape : {};
}

function elementOf(schema: z.ZodType | undefined): z.ZodType | undefined {
  const bare = unwrapped(schema);
  return bare instanceof z.ZodArray ? bare.element as z.ZodType : undefined;
}

function unwrapped(schema: z.ZodType | undefined): z.ZodType | undefined {
  if (schema instanceof z.ZodOptional) return unwrapped(schema.unwrap() as z.ZodType);
  return schema instanceof z.ZodPipe ? unwrapped(schema.out as z.ZodType) : schema;
}
