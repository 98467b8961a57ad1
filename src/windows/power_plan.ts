import type { Registry } from "./registry.ts";

/** After how long the PC sleeps and hibernates on mains power, ms: 0 never, `null` where Windows does not tell. */
export interface PowerPlan {
  readonly standbyMs: number | null;
  readonly hibernateMs: number | null;
}

const POWER = "SYSTEM\\CurrentControlSet\\Control\\Power";
const SCHEMES = `${POWER}\\User\\PowerSchemes`;
const POLICIES = "SOFTWARE\\Policies\\Microsoft\\Power\\PowerSettings";

/** GUID_SLEEP_SUBGROUP, GUID_STANDBY_TIMEOUT and GUID_HIBERNATE_TIMEOUT of winnt.h. */
const SLEEP = "238c9fa8-0aad-41ed-83f4-97be242c8f20";
const STANDBY = "29f6c1db-86da-48c5-9fdb-f2b67b1f44da";
const HIBERNATE = "9d7815a6-7ee4-497e-8888-515a05f02364";

/**
 * The sleep settings of the active power plan: what a policy says, else what the plan says, else Windows' default for that
 * plan. The places are those that `powercfg /query` reads.
 */
export function powerPlan(registry: Registry): PowerPlan {
  const plan = registry.text(SCHEMES, "ActivePowerScheme");
  const seconds = (setting: string): number | null => {
    const policy = registry.number(`${POLICIES}\\${setting}`, "ACSettingIndex");
    if (policy !== null || plan === null) return policy;
    const defaults = `${POWER}\\PowerSettings\\${SLEEP}\\${setting}\\DefaultPowerSchemeValues\\${plan}`;
    return registry.number(`${SCHEMES}\\${plan}\\${SLEEP}\\${setting}`, "ACSettingIndex") ??
      registry.number(defaults, "ProvAcSettingIndex") ?? registry.number(defaults, "ACSettingIndex");
  };
  return { standbyMs: inMs(seconds(STANDBY)), hibernateMs: inMs(seconds(HIBERNATE)) };
}

// 0xffffffff is a way to write "never".
function inMs(seconds: number | null): number | null {
  return seconds === null ? null : seconds === 0xffff_ffff ? 0 : seconds * 1_000;
}

const RESTART_KEYS = [
  "SOFTWARE\\Microsoft\\Windows\\CurrentVersion\\Component Based Servicing\\RebootPending",
  "SOFTWARE\\Microsoft\\Windows\\CurrentVersion\\WindowsUpdate\\Auto Update\\RebootRequired",
];

/** Whether Windows waits for a restart to finish an update. */
export function wantsRestart(registry: Registry): boolean {
  return RESTART_KEYS.some((key) => registry.has(key));
}
