import { type Context, type Emitter, IncludeTag, LayoutTag, type Liquid, RenderTag } from "liquidjs";

/** How deep templates may stand inside templates. Without a limit one that contains itself would fill the stack. */
const MAX_DEPTH = 20;

/** Limits how deep `render`, `include` and `layout` may nest. */
export function limitNesting(liquid: Liquid): void {
  // The limiter is the one object that all contexts of one rendering share.
  const depths = new WeakMap<object, number>();

  function* nested(context: Context, inner: Generator<unknown, unknown, unknown>): Generator<unknown, void, unknown> {
    const depth = (depths.get(context.memoryLimit) ?? 0) + 1;
    if (depth > MAX_DEPTH) throw new Error(`templates inside templates are too deep: more than ${MAX_DEPTH}`);
    depths.set(context.memoryLimit, depth);
    yield inner;
    depths.set(context.memoryLimit, depth - 1);
  }

  liquid.registerTag(
    "render",
    class extends RenderTag {
      override render(context: Context, emitter: Emitter): Generator<unknown, void, unknown> {
        return nested(context, super.render(context, emitter));
      }
    },
  );
  liquid.registerTag(
    "include",
    class extends IncludeTag {
      override render(context: Context, emitter: Emitter): Generator<unknown, void, unknown> {
        return nested(context, super.render(context, emitter));
      }
    },
  );
  liquid.registerTag(
    "layout",
    class extends LayoutTag {
      override render(context: Context, emitter: Emitter): Generator<unknown, void, unknown> {
        return nested(context, super.render(context, emitter));
      }
    },
  );
}
