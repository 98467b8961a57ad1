import assert from "node:assert/strict";
import { powerPlan, wantsRestart } from "../../src/windows/power_plan.ts";
import type { Registry } from "../../src/windows/registry.ts";

const PLAN = "381b4222-f694-41f0-9685-ff5bb260df2e";
const SLEEP = "238c9fa8-0aad-41ed-83f4-97be242c8f20";
const STANDBY = "29f6c1db-86da-48c5-9fdb-f2b67b1f44da";
const POWER = "SYSTEM\\CurrentControlSet\\Control\\Power";
const OF_PLAN = `${POWER}\\User\\PowerSchemes\\${PLAN}\\${SLEEP}\\${STANDBY}\\ACSettingIndex`;
const DEFAULTS = `${POWER}\\PowerSettings\\${SLEEP}\\${STANDBY}\\DefaultPowerSchemeValues\\${PLAN}`;
const OF_POLICY = `SOFTWARE\\Policies\\Microsoft\\Power\\PowerSettings\\${STANDBY}\\ACSettingIndex`;
const ACTIVE = { [`${POWER}\\User\\PowerSchemes\\ActivePowerScheme`]: PLAN };

function registryOf(values: Readonly<Record<string, number | string>>): Registry {
  const read = (key: string, value: string) => values[`${key}\\${value}`];
  return {
    number: (key, value) => typeof read(key, value) === "number" ? Number(read(key, value)) : null,
    text: (key, value) => typeof read(key, value) === "string" ? String(read(key, value)) : null,
    has: (key) => Object.keys(values).some((path) => path.startsWith(`${key}\\`)),
    close: () => {},
  };
}

Deno.test("powerPlan() reads what counts: a policy, the plan, Windows' default for it", () => {
  const rows = [
    [{}, null],
    [ACTIVE, null],
    [{ ...ACTIVE, [`${DEFAULTS}\\ACSettingIndex`]: 1_800 }, 1_800_000],
    [{ ...ACTIVE, [`${DEFAULTS}\\ACSettingIndex`]: 1_800, [`${DEFAULTS}\\ProvAcSettingIndex`]: 600 }, 600_000],
    [{ ...ACTIVE, [`${DEFAULTS}\\ACSettingIndex`]: 1_800, [OF_PLAN]: 0 }, 0],
    [{ ...ACTIVE, [OF_PLAN]: 0xffff_ffff }, 0],
    [{ ...ACTIVE, [OF_PLAN]: 0, [OF_POLICY]: 300 }, 300_000],
    [{ [OF_POLICY]: 300 }, 300_000],
  ] as const;
  for (const [values, standbyMs] of rows) {
    assert.deepEqual(powerPlan(registryOf(values)), { standbyMs, hibernateMs: null }, JSON.stringify(values));
  }
});

Deno.test("wantsRestart() knows both marks of a restart that is due", () => {
  const root = "SOFTWARE\\Microsoft\\Windows\\CurrentVersion";
  assert.ok(wantsRestart(registryOf({ [`${root}\\Component Based Servicing\\RebootPending\\x`]: 1 })));
  assert.ok(wantsRestart(registryOf({ [`${root}\\WindowsUpdate\\Auto Update\\RebootRequired\\x`]: 1 })));
  assert.ok(!wantsRestart(registryOf({ [`${root}\\WindowsUpdate\\Auto Update\\x`]: 1 })));
});
