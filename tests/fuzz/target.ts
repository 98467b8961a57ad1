import type fc from "fast-check";

/** One input of the program that is thrown all sorts of things at. */
export interface Target<T> {
  readonly name: string;
  /** What is thrown at it. Values are plain data and byte arrays, so that a failing one can be kept in a file. */
  readonly inputs: fc.Arbitrary<T>;
  /** Throws, or rejects, when the program does with `input` what it must not. */
  check(input: T): void | Promise<void>;
  /** Cases of the short run, which is the same each time; about four seconds of work. */
  readonly runs: number;
}

/** A target whatever its inputs are. */
export interface AnyTarget {
  readonly name: string;
  readonly inputs: fc.Arbitrary<unknown>;
  check(input: unknown): void | Promise<void>;
  readonly runs: number;
}

/** `target` without its type: what is kept in the corpus comes back as unknown data. */
export function anyTarget<T>(target: Target<T>): AnyTarget {
  return { ...target, check: (input) => target.check(input as T) };
}

/** Fails with what was wrong about an input. */
export function expect(isRight: boolean, complaint: string): asserts isRight {
  if (!isRight) throw new Error(complaint);
}
