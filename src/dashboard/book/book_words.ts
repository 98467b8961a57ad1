import type { LanguageCode } from "../words/words.ts";

/** What the Offline book says, in one language. */
export interface BookWords {
  readonly asOf: (moment: string) => string;
  readonly never: string;
  readonly isConnected: string;
  readonly isAway: string;
  readonly reservations: (day: string) => string;
  readonly count: (groups: number, persons: number) => string;
  readonly today: string;
  readonly tomorrow: string;
  readonly day: string;
  readonly show: string;
  readonly nobody: string;
  readonly orders: string;
  readonly noOrders: string;
  readonly persons: string;
  readonly table: string;
  readonly phone: string;
  readonly written: string;
  readonly number: string;
  readonly customer: string;
  readonly total: string;
  readonly state: Readonly<Record<"changed" | "cancelled" | "moved", string>>;
  readonly kind: Readonly<Record<"receipt" | "kitchen_ticket", string>>;
  readonly print: Readonly<Record<"reservations" | "orders", string>>;
  readonly browserPrint: string;
  readonly done: Readonly<Record<"done" | "twice" | "late", string>>;
}

/** The words of the Offline book by language. */
export const BOOK_WORDS: Readonly<Record<LanguageCode, BookWords>> = {
  en: {
    asOf: (moment) => `As of ${moment}`,
    never: "The server has sent nothing yet",
    isConnected: "The server is connected.",
    isAway: "The server cannot be reached: what was booked since then is missing here.",
    reservations: (day) => `Reservations, ${day}`,
    count: (groups, persons) =>
      `${groups} ${groups === 1 ? "table" : "tables"}, ${persons} ${persons === 1 ? "guest" : "guests"}`,
    today: "Today",
    tomorrow: "Tomorrow",
    day: "Day",
    show: "Show",
    nobody: "No reservation is known for this day.",
    orders: "Last orders",
    noOrders: "No orders have come yet.",
    persons: "Guests",
    table: "Table",
    phone: "Phone",
    written: "Written",
    number: "No.",
    customer: "Customer",
    total: "Total",
    state: { changed: "changed", cancelled: "cancelled", moved: "moved to" },
    kind: { receipt: "Receipt", kitchen_ticket: "Kitchen ticket" },
    print: { reservations: "Print the reservations", orders: "Print the orders" },
    browserPrint: "On an office printer: Ctrl+P.",
    done: {
      done: "It is being printed.",
      twice: "That was printed already. It is not printed twice.",
      late: "That was not printed: choose a printer and try again.",
    },
  },
  sq: {
    asOf: (moment) => `Gjendja në ${moment}`,
    never: "Serveri ende nuk ka dërguar asgjë",
    isConnected: "Serveri është i lidhur.",
    isAway: "Serveri nuk arrihet: çfarë u rezervua që atëherë mungon këtu.",
    reservations: (day) => `Rezervimet, ${day}`,
    count: (groups, persons) => `${groups} ${groups === 1 ? "tavolinë" : "tavolina"}, ${persons} persona`,
    today: "Sot",
    tomorrow: "Nesër",
    day: "Dita",
    show: "Shfaq",
    nobody: "Për këtë ditë nuk njihet asnjë rezervim.",
    orders: "Porositë e fundit",
    noOrders: "Ende nuk ka ardhur asnjë porosi.",
    persons: "Persona",
    table: "Tavolina",
    phone: "Telefoni",
    written: "Shkruar",
    number: "Nr.",
    customer: "Klienti",
    total: "Totali",
    state: { changed: "ndryshuar", cancelled: "anuluar", moved: "shtyrë më" },
    kind: { receipt: "Fatura", kitchen_ticket: "Porosia e kuzhinës" },
    print: { reservations: "Printo rezervimet", orders: "Printo porositë" },
    browserPrint: "Në një printer zyre: Ctrl+P.",
    done: {
      done: "Po printohet.",
      twice: "Kjo u printua tashmë. Nuk printohet dy herë.",
      late: "Kjo nuk u printua: zgjidhni një printer dhe provoni përsëri.",
    },
  },
  it: {
    asOf: (moment) => `Aggiornato alle ${moment}`,
    never: "Il server non ha ancora inviato nulla",
    isConnected: "Il server è connesso.",
    isAway: "Il server non è raggiungibile: manca quanto prenotato da allora.",
    reservations: (day) => `Prenotazioni, ${day}`,
    count: (groups, persons) =>
      `${groups} ${groups === 1 ? "tavolo" : "tavoli"}, ${persons} ${persons === 1 ? "persona" : "persone"}`,
    today: "Oggi",
    tomorrow: "Domani",
    day: "Giorno",
    show: "Mostra",
    nobody: "Nessuna prenotazione nota per questo giorno.",
    orders: "Ultimi ordini",
    noOrders: "Non è ancora arrivato nessun ordine.",
    persons: "Persone",
    table: "Tavolo",
    phone: "Telefono",
    written: "Scritto",
    number: "N.",
    customer: "Cliente",
    total: "Totale",
    state: { changed: "modificata", cancelled: "annullata", moved: "spostata a" },
    kind: { receipt: "Scontrino", kitchen_ticket: "Comanda" },
    print: { reservations: "Stampa le prenotazioni", orders: "Stampa gli ordini" },
    browserPrint: "Su una stampante da ufficio: Ctrl+P.",
    done: {
      done: "Viene stampato.",
      twice: "È già stato stampato. Non si stampa due volte.",
      late: "Non è stato stampato: scegliere una stampante e riprovare.",
    },
  },
  de: {
    asOf: (moment) => `Stand ${moment}`,
    never: "Der Server hat noch nichts geschickt",
    isConnected: "Der Server ist verbunden.",
    isAway: "Der Server ist nicht erreichbar: Was seitdem reserviert wurde, fehlt hier.",
    reservations: (day) => `Reservierungen, ${day}`,
    count: (groups, persons) =>
      `${groups} ${groups === 1 ? "Tisch" : "Tische"}, ${persons} ${persons === 1 ? "Person" : "Personen"}`,
    today: "Heute",
    tomorrow: "Morgen",
    day: "Tag",
    show: "Zeigen",
    nobody: "Für diesen Tag ist keine Reservierung bekannt.",
    orders: "Letzte Bestellungen",
    noOrders: "Es ist noch keine Bestellung gekommen.",
    persons: "Personen",
    table: "Tisch",
    phone: "Telefon",
    written: "Angabe",
    number: "Nr.",
    customer: "Kunde",
    total: "Summe",
    state: { changed: "geändert", cancelled: "abgesagt", moved: "verlegt auf" },
    kind: { receipt: "Beleg", kitchen_ticket: "Küchenbon" },
    print: { reservations: "Reservierungen drucken", orders: "Bestellungen drucken" },
    browserPrint: "Auf einem Bürodrucker: Strg+P.",
    done: {
      done: "Es wird gedruckt.",
      twice: "Das wurde schon gedruckt. Es wird nicht zweimal gedruckt.",
      late: "Das wurde nicht gedruckt: Drucker wählen und noch einmal versuchen.",
    },
  },
  el: {
    asOf: (moment) => `Έως ${moment}`,
    never: "Ο διακομιστής δεν έχει στείλει τίποτα ακόμη",
    isConnected: "Ο διακομιστής είναι συνδεδεμένος.",
    isAway: "Ο διακομιστής δεν απαντά: λείπει ό,τι κρατήθηκε από τότε.",
    reservations: (day) => `Κρατήσεις, ${day}`,
    count: (groups, persons) =>
      `${groups} ${groups === 1 ? "τραπέζι" : "τραπέζια"}, ${persons} ${persons === 1 ? "άτομο" : "άτομα"}`,
    today: "Σήμερα",
    tomorrow: "Αύριο",
    day: "Ημέρα",
    show: "Εμφάνιση",
    nobody: "Δεν υπάρχει γνωστή κράτηση για αυτή την ημέρα.",
    orders: "Τελευταίες παραγγελίες",
    noOrders: "Δεν έχει έρθει ακόμη παραγγελία.",
    persons: "Άτομα",
    table: "Τραπέζι",
    phone: "Τηλέφωνο",
    written: "Γραμμένο",
    number: "Αρ.",
    customer: "Πελάτης",
    total: "Σύνολο",
    state: { changed: "άλλαξε", cancelled: "ακυρώθηκε", moved: "μεταφέρθηκε στις" },
    kind: { receipt: "Απόδειξη", kitchen_ticket: "Δελτίο κουζίνας" },
    print: { reservations: "Εκτύπωση κρατήσεων", orders: "Εκτύπωση παραγγελιών" },
    browserPrint: "Σε εκτυπωτή γραφείου: Ctrl+P.",
    done: {
      done: "Εκτυπώνεται.",
      twice: "Έχει ήδη εκτυπωθεί. Δεν εκτυπώνεται δύο φορές.",
      late: "Δεν εκτυπώθηκε: επιλέξτε εκτυπωτή και δοκιμάστε ξανά.",
    },
  },
};
