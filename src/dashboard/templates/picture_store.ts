/** Pictures that are kept: of a few windows, the one shown and the next. */
const MOST = 12;

/** The last pictures of trials, for the browser that asks for them a moment later. */
export class PictureStore {
  readonly #newId: () => string;
  readonly #pictures = new Map<string, string>();

  constructor(newId: () => string) {
    this.#newId = newId;
  }

  /** Keeps a picture; gives its id. */
  keep(svg: string): string {
    const id = this.#newId();
    this.#pictures.set(id, svg);
    const [oldest] = this.#pictures.keys();
    if (this.#pictures.size > MOST && oldest !== undefined) this.#pictures.delete(oldest);
    return id;
  }

  /** A picture; `null` when it is not kept any more. */
  find(id: string): string | null {
    return this.#pictures.get(id) ?? null;
  }
}
