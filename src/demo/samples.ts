// The payloads as a backend emits them; the files are named EVENT.NAME.json.
import requestText from "./samples/print_request.text.json" with { type: "json" };
import requestReceipt from "./samples/print_request.receipt.json" with { type: "json" };
import requestReservation from "./samples/print_request.reservation.json" with { type: "json" };
import requestKitchenTicket from "./samples/print_request.kitchen_ticket.json" with { type: "json" };
import requestShiftReport from "./samples/print_request.shift_report.json" with { type: "json" };
import requestLabel from "./samples/print_request.label.json" with { type: "json" };
import posRestaurant from "./samples/pos.restaurant.json" with { type: "json" };
import posOtherCompany from "./samples/pos.other_company.json" with { type: "json" };
import reservationPrinted from "./samples/reservation.printed.json" with { type: "json" };
import reservationNotPrinted from "./samples/reservation.not_printed.json" with { type: "json" };

/** One event of the demo. */
export interface Sample {
  readonly event: "print_request" | "pos" | "reservation";
  /** What it is, in a few words. */
  readonly name: string;
  readonly payload: unknown;
  /** Whether something is printed for it. */
  readonly prints: boolean;
}

/** What the demo's backend emits, in order. The first three are the integration guide's own. */
export const SAMPLES: readonly Sample[] = [
  { event: "print_request", name: "a text", payload: requestText, prints: true },
  { event: "print_request", name: "a receipt", payload: requestReceipt, prints: true },
  { event: "print_request", name: "a reservation", payload: requestReservation, prints: true },
  { event: "pos", name: "a restaurant's bill", payload: posRestaurant, prints: true },
  { event: "print_request", name: "a kitchen ticket", payload: requestKitchenTicket, prints: true },
  { event: "print_request", name: "a shift report", payload: requestShiftReport, prints: true },
  { event: "print_request", name: "a label", payload: requestLabel, prints: true },
  { event: "pos", name: "another company's receipt", payload: posOtherCompany, prints: false },
  { event: "reservation", name: "a reservation that is printed", payload: reservationPrinted, prints: true },
  { event: "reservation", name: "a reservation that is not printed", payload: reservationNotPrinted, prints: false },
];
