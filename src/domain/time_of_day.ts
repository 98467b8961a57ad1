/** A time of day in local time. */
export interface TimeOfDay {
  readonly hour: number;
  readonly minute: number;
}
