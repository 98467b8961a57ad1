import type { Fields } from "./asked.ts";

/** Most answers that are remembered. */
const MOST = 20;

/** Does what a form asks for once, however often the same form is sent: a second click waits for the first one's answer. */
export class Once {
  readonly #answers = new Map<string, Promise<Response>>();

  /** The answer to a form with all its fields, of which `once` is another one for each form; without it, it is always done. */
  async answer(fields: Fields, act: () => Promise<Response>): Promise<Response> {
    if ((fields.once ?? "") === "") return await act();
    const id = JSON.stringify(fields);
    const first = this.#answers.get(id);
    if (first !== undefined) return (await first).clone();
    const answer = act();
    this.#answers.set(id, answer);
    for (const oldest of [...this.#answers.keys()].slice(0, -MOST)) this.#answers.delete(oldest);
    return (await answer).clone();
  }
}
