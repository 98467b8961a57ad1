import assert from "node:assert/strict";
import { prepare } from "../../src/agent/prepare.ts";
import { NO_PAINTERS } from "../../src/domain/painter.ts";
import { DEFAULT_PROFILE } from "../../src/domain/profile.ts";
import { job } from "../template/reading.ts";

Deno.test("prepare() passes on what the document tells, before what the printer lacks", async () => {
  const document = { blocks: [{ kind: "drawer" } as const], warnings: ["some styles were left out"] };
  const { warnings } = await prepare(job("html", {}), DEFAULT_PROFILE, () => Promise.resolve(document), NO_PAINTERS);
  assert.deepEqual(warnings, ["some styles were left out"]);
});
