import {
  type Context,
  type Emitter,
  ForTag,
  IfTag,
  isTruthy,
  LiquidError,
  Output,
  RenderError,
  type Template,
  type Token,
  toValueSync,
  TypeGuards,
  type Value,
} from "liquidjs";
import { escaped, FILTERS } from "./filters.ts";

/*
 * LiquidJS evaluates every part of a template as a chain of about ten generators, so that it can wait for promises. A
 * receipt has hundreds of parts and no promises. Plain text, `{{ a.b | filter }}` with our own filters, and `{% if a or b
 * %}` run here as plain functions, six times as fast; everything else is left to LiquidJS.
 */

type Step = (context: Context, emitter: Emitter) => void;
type Read = (context: Context) => unknown;

/** The parsed parts of a template as one part that writes the same text faster. */
export function quicken(templates: Template[]): Template[] {
  const [first] = templates;
  return first === undefined ? [] : [new QuickTemplate(first.token, templates)];
}

class QuickTemplate implements Template {
  readonly token: Token;
  readonly #templates: readonly Template[];
  readonly #steps: readonly Step[];

  constructor(token: Token, templates: readonly Template[]) {
    this.token = token;
    this.#templates = templates;
    this.#steps = templates.map(stepOf);
  }

  render(context: Context, emitter: Emitter): void {
    let at = 0;
    try {
      for (const step of this.#steps) {
        step(context, emitter);
        if (context.breakCalled || context.continueCalled) return;
        at++;
      }
    } catch (error) {
      const template = this.#templates[at];
      if (LiquidError.is(error) || template === undefined || !(error instanceof Error)) throw error;
      throw new RenderError(error, template);
    }
  }
}

function stepOf(template: Template): Step {
  const { token } = template;
  if (TypeGuards.isHTMLToken(token)) {
    const text = token.getContent();
    return (_context, emitter) => emitter.write(text);
  }
  if (template instanceof ForTag) template.templates = quicken(template.templates);
  if (template instanceof IfTag) return ifStep(template);
  if (template instanceof Output) return outputStep(template) ?? slowStep(template);
  return slowStep(template);
}

function slowStep(template: Template): Step {
  return (context, emitter) => {
    const text: unknown = toValueSync(template.render(context, emitter));
    if (text) emitter.write(text);
  };
}

function ifStep(tag: IfTag): Step {
  for (const branch of tag.branches) branch.templates = quicken(branch.templates);
  if (tag.elseTemplates !== undefined) tag.elseTemplates = quicken(tag.elseTemplates);
  const otherwise = tag.elseTemplates?.[0];
  const branches: { readonly test: Read; readonly body: Template | undefined }[] = [];
  for (const { value, templates } of tag.branches) {
    const test = testOf(value);
    if (test === undefined) return slowStep(tag);
    branches.push({ test, body: templates[0] });
  }
  return (context, emitter) => {
    for (const { test, body } of branches) {
      if (test(context)) return body?.render(context, emitter);
    }
    otherwise?.render(context, emitter);
  };
}

function testOf(value: Value): Read | undefined {
  const stack: Read[] = [];
  if (value.filters.length > 0) return undefined;
  for (const token of value.initial.postfix) {
    const read = readOf(token);
    if (read !== undefined) {
      stack.push((context) => isTruthy(read(context), context));
      continue;
    }
    const right = stack.pop();
    const left = stack.pop();
    if (!TypeGuards.isOperatorToken(token) || left === undefined || right === undefined) return undefined;
    if (token.operator === "or") stack.push((context) => left(context) || right(context));
    else if (token.operator === "and") stack.push((context) => left(context) && right(context));
    else return undefined;
  }
  return stack.length === 1 ? stack[0] : undefined;
}

function outputStep(output: Output): Step | undefined {
  const { initial, filters } = output.value;
  const [only, ...more] = initial.postfix;
  const read = only === undefined || more.length > 0 ? undefined : readOf(only);
  if (read === undefined) return undefined;
  const raw = filters.at(-1)?.raw === true;
  // Where the last filter does not make markup itself, LiquidJS has added the escaping at the end.
  const named = raw ? filters : filters.slice(0, -1);
  const formats = named.map(({ name, args }) => args.length > 0 ? undefined : FILTERS.get(name)?.format);
  if (!formats.every((format) => format !== undefined)) return undefined;
  const slow = slowStep(output);
  return (context, emitter) => {
    let text = read(context);
    for (const format of formats) text = format(text, context);
    if (text === undefined || text === null) return;
    if (typeof text !== "string") return slow(context, emitter);
    context.memoryLimit.use(text.length);
    emitter.write(raw ? text : escaped(text));
  };
}

/** Reads `a.b.c`. */
function readOf(token: Token): Read | undefined {
  if (!TypeGuards.isPropertyAccessToken(token) || token.variable !== undefined) return undefined;
  const path: string[] = [];
  for (const part of token.props) {
    if (!("content" in part) || typeof part.content !== "string") return undefined;
    path.push(part.content);
  }
  const [first] = path;
  if (first === undefined) return undefined;
  return (context) => {
    // Private in the declarations, and the only way to the scopes of `for` and `assign` without generators.
    let value: unknown = context["findScope"](first);
    for (const key of path) value = context.readProperty(value as object, key);
    return value;
  };
}
