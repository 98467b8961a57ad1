import { SHOP_WORDS } from "./shop_words.ts";

/** An event that prints one paper. */
export interface PaperCase {
  readonly event: string;
  readonly payload: unknown;
  /** Payload of the ticket of the same order that was printed before. */
  readonly before?: unknown;
  /** Lines that stand at the head, as the program puts them there. */
  readonly notices?: readonly string[];
}

type Data = Record<string, unknown>;

function receipt(receipt_data: Data, wishes: Data = {}): PaperCase {
  return { event: "print_request", payload: { ...wishes, data: { type: "receipt", receipt_data } } };
}

function form(type: string, data: Data, wishes: Data = {}): PaperCase {
  return { event: "print_request", payload: { ...wishes, data: { type, [`${type}_data`]: data } } };
}

function text(content: string, wishes: Data = {}): PaperCase {
  return { event: "print_request", payload: { ...wishes, data: { type: "text", content } } };
}

const COFFEE = { name: "Coffee", quantity: 1, price: "1.20" };
/** What a hostile name tries: drawer, cut, real-time commands, tags, Liquid, bidi and other invisible marks. */
const HOSTILE =
  "\x1bp\x00\x19\xfa\x10\x14\x01\x00\x01\x1dV\x00<cut><b>x</b>{{ job.id }}{% raw %}\u202etxt.exe\u2066\u200b←p022";

const ORDER = {
  order_number: "118",
  table: "7",
  time: "20:42",
  full_order: true,
  guests: "4",
  items: [
    { name: "Tomato soup", quantity: 2, course: "Starters" },
    { name: "Steak", quantity: 1, course: "Mains", note: "rare", extras: ["fries"] },
    { name: "Beer", quantity: 2 },
  ],
};

function later(more: Data): PaperCase {
  const payload = (data: Data) => ({ data: { type: "kitchen_ticket", ...data } });
  return { event: "print_request", payload: payload({ ...ORDER, time: "20:55", ...more }), before: payload(ORDER) };
}

const receipts: Record<string, PaperCase> = {
  one_item: receipt({ items: [COFFEE] }),
  no_items: receipt({ receipt_number: "R-1", items: [], total: 0 }),
  two_hundred_lines: receipt({
    receipt_number: "R-200",
    currency: "EUR",
    items: Array.from({ length: 200 }, (_, index) => ({
      name: `Item ${index + 1}${index % 7 === 0 ? " with a name that needs a second line on any paper" : ""}`,
      quantity: index % 5 + 1,
      price: ((index * 37) % 1000 / 100 + 0.05).toFixed(2),
    })),
  }),
  long_names: receipt({
    business: { name: "The Extraordinarily Long Restaurant Name & Sons", address: "1 Road\n2nd floor\nTown" },
    customer_name: "Maximiliane-Friederike von und zu Hohenstein-Langenburg-Wertheim",
    items: [
      {
        name: "Slow roasted shoulder of lamb with rosemary potatoes and seasonal vegetables",
        quantity: 2,
        price: 24.5,
      },
      { name: "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft", price: 3 },
    ],
  }),
  discounts: receipt({
    items: [{ name: "Shirt", quantity: 2, price: 20, discount: "5.00" }, { name: "Socks", price: 8, discount: "-1" }],
    subtotal: "42.00",
    discount: "2.00",
  }),
  tip_and_payments: receipt({
    currency: "$",
    items: [COFFEE],
    taxes: [{ name: "VAT 20 %", amount: "0.20" }, { name: "Tip", amount: "0.50" }],
    total: "1.70",
    payments: [{ method: "Card **** 4242", amount: "1.00" }, { method: "Cash", amount: "5.00" }],
    change: "4.30",
  }),
  refund: receipt({
    receipt_number: "REF-7",
    currency: "EUR",
    items: [{ name: "Shirt (returned)", quantity: -1, price: "19.99" }, { name: "Bag", quantity: 1, price: "0.10" }],
    payments: [{ method: "Refund to card", amount: "-19.89" }],
  }),
  big_quantities: receipt({
    currency: "ALL",
    locale: "sq-AL",
    items: [
      { name: "Screws", quantity: 125000, price: "0.0125" },
      { name: "Cheese, kg", quantity: "0.375", price: "1200" },
      { name: "House", price: "123456789.99" },
    ],
  }),
  notes_and_codes: receipt({
    items: [{ ...COFFEE, note: "without sugar,\nto take away" }],
    qr: "https://shop.example/r/1874?total=1.20&currency=€",
    barcode: "2026001874",
    footer: "Thank you\nsee you soon",
  }),
  fiscal_qr: receipt({ items: [COFFEE], qr: `https://tax.example/verify?iic=${"5F3D2C1B".repeat(24)}` }),
  hostile: receipt({
    business: { name: HOSTILE, address: HOSTILE },
    customer_name: HOSTILE,
    items: [{ name: HOSTILE, quantity: 1, price: 1, note: HOSTILE }],
    barcode: HOSTILE,
    footer: HOSTILE,
  }),
  unprintable: receipt({
    customer_name: "山田太郎",
    items: [{ name: "寿司 盛り合わせ 🍣", price: 12 }, { name: "قهوة عربية", price: 3 }, { name: "שקשוקה", price: 9 }],
  }),
  wishes: receipt({ items: [COFFEE] }, { copies: 2, open_drawer: true, beep: true }),
  no_cut: receipt({ items: [COFFEE] }, { cut: false }),
};

const forms: Record<string, PaperCase> = {
  text: text("Two soups\n\ta tab\n   three spaces, then a line that is far too long for any receipt paper there is\n"),
  text_hostile: text(`${HOSTILE}\nsecond line`),
  text_empty: text(""),
  reservation_least: form("reservation", {}),
  reservation_most: form("reservation", {
    confirmation_number: "RES-12345",
    customer_name: "Jane Smith-Fotheringay",
    date: "2026-03-14",
    time: "19:30",
    party_size: "12",
    table_number: "Terrace 4",
    phone: "+355 69 123 4567",
    notes: "Birthday: cake at nine.\nOne guest is allergic to nuts.",
  }),
  kitchen_least: form("kitchen_ticket", { items: [{ name: "Soup" }] }),
  kitchen_most: form("kitchen_ticket", {
    ...ORDER,
    station: "GRILL",
    waiter: "Drilona",
    date: "2026-03-07",
    notes: HOSTILE,
  }),
  kitchen_changes: later({
    table: "9",
    items: [
      { name: "Tomato soup", quantity: 3, course: "Starters" },
      { name: "Steak", quantity: 1, course: "Mains", note: "well done", extras: ["fries", "salad"] },
      { name: "Beer", quantity: 1 },
      { name: "Ice cream", quantity: 4, course: "Dessert" },
    ],
  }),
  kitchen_cancelled: later({ notes: "guests left", items: [] }),
  kitchen_no_changes: later({}),
  kitchen_again: {
    ...later({ items: [] }),
    notices: ["FOR KITCHEN – out of paper", "POSSIBLE DUPLICATE – first try 20:55"],
  },
  shift_report_least: form("shift_report", { gross: 0, net: 0 }),
  shift_report_most: form("shift_report", {
    number: "Z-118",
    register: "Till 2",
    cashier: "Drilona",
    opened: "2026-03-07 08:00",
    closed: "2026-03-07 23:10",
    currency: "EUR",
    receipts: 214,
    gross: "12450.50",
    discounts: "120.00",
    refunds: "19.89",
    net: "12310.61",
    categories: [{ name: "Food", count: 300, amount: "9000.50" }, { name: "Drinks", count: 412, amount: "3450.00" }],
    taxes: [{ name: "20 %", amount: "2051.77" }],
    payments: [{ name: "Cash", count: 100, amount: "4000.00" }, { name: "Card", count: 114, amount: "8310.61" }],
    cash: { opening: 200, paid_in: 50, paid_out: 80, expected: "4170", counted: "4165.50", difference: "-4.50" },
    notes: "A note of ten is torn.",
  }),
  label_least: form("label", { name: "Bread" }),
  label_most: form("label", {
    name: "Sourdough, sliced",
    lines: ["Wheat flour, water, salt", "Store dry"],
    price: "4.20",
    currency: "EUR",
    unit_price: "8.40 / kg",
    packed: "2026-03-07",
    best_before: "2026-03-12",
    barcode: "5300001000173",
    barcode_system: "ean13",
    qr: "https://shop.example/b/1",
  }),
};

const languages = Object.fromEntries(SHOP_WORDS.map((words) => [
  words.locale,
  receipt({
    locale: words.locale,
    currency: words.currency,
    business: { name: words.shop },
    date: "2026-03-07 21:14",
    receipt_number: "1874",
    customer_name: words.customer,
    items: words.items.map((name, index) => ({ name, quantity: index + 1, price: `${index * 3 + 1}.50` })),
    footer: words.footer,
  }),
]));

/** The papers by group and name. */
export const PAPERS: Readonly<Record<string, Readonly<Record<string, PaperCase>>>> = { receipts, forms, languages };
