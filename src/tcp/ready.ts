import type { Connection } from "./connection.ts";
import type { Device } from "./device.ts";
import type { Trouble } from "./device_state.ts";

/** A printer that can be written to. */
export interface Ready {
  readonly connection: Connection;
  /** `null` when its state is not asked for. */
  readonly device: Device | null;
  /** Whether the device says what state it is in. */
  readonly isTalking: boolean;
  readonly isPaperLow: boolean;
  /** What keeps it from printing, by its own word. */
  readonly trouble: Trouble | null;
}
