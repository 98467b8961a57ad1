import {
  isWritableFolder,
  locations,
  pathRules,
  type ProgramFacts,
  programFacts,
  settingsFiles,
} from "../windows/locations.ts";

/** The settings file of this run: `envPath` of `--env`, else the first that is there, else the one beside the program. */
export function settingsPath(envPath: string | null, facts: ProgramFacts = programFacts()): string {
  return named(envPath, facts) ?? settingsFiles(facts).find(isThere) ?? locations(facts).envFile;
}

/** Where settings are written: over those that are there, else into the first folder that takes a file. */
export function settingsPathToWrite(envPath: string | null, facts: ProgramFacts = programFacts()): string {
  const { dirname } = pathRules(facts.os);
  const files = settingsFiles(facts);
  return named(envPath, facts) ?? files.find(isThere) ?? files.find((file) => isWritableFolder(dirname(file))) ??
    locations(facts).envFile;
}

function named(envPath: string | null, facts: ProgramFacts): string | null {
  return envPath === null ? null : pathRules(facts.os).resolve(envPath);
}

function isThere(path: string): boolean {
  try {
    Deno.statSync(path);
    return true;
  } catch (error) {
    // What is there and may not be looked at is told when it is read.
    return error instanceof Deno.errors.PermissionDenied;
  }
}
