/** The longest name of a job type that a template can have. */
const MAX_NAME_CHARACTERS = 60;
/** Job types that are no templates: their bytes or pages are the job's own. */
const RESERVED: readonly string[] = ["raw"];

/** What the shop's own templates folder holds, as read at one moment. */
export interface ShopTemplates {
  /** The text of each template by its name, which is its job type. */
  readonly templates: ReadonlyMap<string, string>;
  /** The text of `labels.json`; `null` when there is none. */
  readonly labels: string | null;
  /** What could not be used, in sentences. */
  readonly problems: readonly string[];
}

/** Why a name cannot be a template's, as the end of a sentence; `null` when it can. */
export function templateNameProblem(name: string): string | null {
  if (name.length > MAX_NAME_CHARACTERS) return `the name is longer than ${MAX_NAME_CHARACTERS} characters`;
  if (!/^[a-z0-9_-]+$/.test(name)) return "a name may have small letters a to z, digits, _ and - only";
  return RESERVED.includes(name) ? `jobs of the type ${name} have no template` : null;
}
