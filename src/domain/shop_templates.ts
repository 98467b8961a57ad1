/** The longest name of a job type that a template can have. */
const MAX_NAME_CHARACTERS = 60;
/** Bytes of the file of one template; one of a few pages has some thousand. */
export const MAX_TEMPLATE_BYTES: number = 256 * 1024;
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

/** A template of the shop's own as its file is now. */
export interface OwnTemplate {
  /** With line feeds alone. */
  readonly text: string;
  /** Tells this content from any other; "" stands for no file. */
  readonly mark: string;
}

/** What became of a change of a file. `changed`: somebody else has changed it meanwhile, and it was left as it is. */
export type FileChange =
  | { readonly is: "done" | "changed" }
  | { readonly is: "failed"; readonly problem: string };

/** The files of the shop's own templates, to be changed by a person. Names are of templates; a change needs the mark of what its author has seen. */
export interface TemplateShelf {
  readonly folder: string;
  /** The names of the templates that are there. Rejects with what the disk says. */
  names(): Promise<readonly string[]>;
  /** A template; `null` where there is no file. Rejects with a sentence for a person. */
  read(name: string): Promise<OwnTemplate | null>;
  /** Whether the last change can be taken back. */
  hasBefore(name: string): Promise<boolean>;
  save(name: string, text: string, mark: string): Promise<FileChange>;
  remove(name: string, mark: string): Promise<FileChange>;
  undo(name: string, mark: string): Promise<FileChange>;
}

/** Why a name cannot be a template's, as the end of a sentence; `null` when it can. */
export function templateNameProblem(name: string): string | null {
  if (name.length > MAX_NAME_CHARACTERS) return `the name is longer than ${MAX_NAME_CHARACTERS} characters`;
  if (!/^[a-z0-9_-]+$/.test(name)) return "a name may have small letters a to z, digits, _ and - only";
  return RESERVED.includes(name) ? `jobs of the type ${name} have no template` : null;
}
