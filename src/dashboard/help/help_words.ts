import type { FindingKind } from "../../check/finding.ts";
import { type Answer, ANSWERS } from "./help_answers.ts";
import type { LanguageCode } from "../words/words.ts";

/** What Help says, in one language. */
export interface HelpWords {
  readonly check: string;
  readonly checkText: string;
  readonly onPaper: string;
  readonly run: string;
  readonly running: string;
  readonly ready: string;
  readonly notReady: (things: number) => string;
  readonly kinds: Readonly<Record<FindingKind, string>>;
  readonly isOnPaper: string;
  readonly isNotOnPaper: string;
  readonly troubles: string;
  readonly answers: readonly Answer[];
  readonly support: string;
  readonly supportText: string;
  readonly download: string;
  readonly log: string;
  readonly noLog: string;
  readonly where: string;
  readonly version: string;
  readonly files: Readonly<Record<"settings" | "data" | "database" | "log" | "templates" | "pictures", string>>;
}

/** The words of Help by language. */
export const HELP_WORDS: Readonly<Record<LanguageCode, HelpWords>> = {
  en: {
    check: "Check everything",
    checkText: "Looks at printers, server, disk and settings. It takes some seconds; printing goes on meanwhile.",
    onPaper: "Also on paper",
    run: "Check now",
    running: "Looking at everything …",
    ready: "Ready to print.",
    notReady: (things) => things === 1 ? "1 thing to do." : `${things} things to do.`,
    kinds: { ok: "OK", note: "worth knowing", fail: "to do" },
    isOnPaper: "On paper:",
    isNotOnPaper: "Not on paper:",
    troubles: "What shops ask most",
    answers: ANSWERS.en,
    support: "For whoever helps you",
    supportText:
      "One zip with logs, settings without secrets, printers, and what became of the last jobs. It is not sent anywhere. Logs name documents: look into it before you pass it on.",
    download: "Save the zip",
    log: "The log, newest first",
    noLog: "There is no log yet.",
    where: "Where everything is",
    version: "Version",
    files: {
      settings: "Settings",
      data: "Data folder",
      database: "Jobs",
      log: "Log",
      templates: "Templates",
      pictures: "Pictures",
    },
  },
  sq: {
    check: "Kontrollo gjithçka",
    checkText: "Shikon printerët, serverin, diskun dhe cilësimet. Zgjat disa sekonda; printimi vazhdon ndërkohë.",
    onPaper: "Edhe në letër",
    run: "Kontrollo tani",
    running: "Po kontrollohet gjithçka …",
    ready: "Gati për printim.",
    notReady: (things) => things === 1 ? "1 gjë për të bërë." : `${things} gjëra për të bërë.`,
    kinds: { ok: "mirë", note: "për t'u ditur", fail: "për të bërë" },
    isOnPaper: "Në letër:",
    isNotOnPaper: "Jo në letër:",
    troubles: "Çfarë pyesin më shpesh dyqanet",
    answers: ANSWERS.sq,
    support: "Për atë që ju ndihmon",
    supportText:
      "Një zip me regjistrat, cilësimet pa sekretet, printerët dhe ç'u bë me punët e fundit. Nuk dërgohet askund. Regjistrat përmbajnë emra dokumentesh: shikojeni para se ta jepni.",
    download: "Ruaj zip-in",
    log: "Regjistri, më i riu i pari",
    noLog: "Ende nuk ka regjistër.",
    where: "Ku gjendet gjithçka",
    version: "Versioni",
    files: {
      settings: "Cilësimet",
      data: "Dosja e të dhënave",
      database: "Punët",
      log: "Regjistri",
      templates: "Modelet",
      pictures: "Figurat",
    },
  },
  it: {
    check: "Controllare tutto",
    checkText: "Guarda stampanti, server, disco e impostazioni. Dura qualche secondo; intanto si stampa.",
    onPaper: "Anche su carta",
    run: "Controlla ora",
    running: "Controllo in corso …",
    ready: "Pronto a stampare.",
    notReady: (things) => things === 1 ? "1 cosa da fare." : `${things} cose da fare.`,
    kinds: { ok: "bene", note: "da sapere", fail: "da fare" },
    isOnPaper: "Su carta:",
    isNotOnPaper: "Non su carta:",
    troubles: "Le domande più frequenti",
    answers: ANSWERS.it,
    support: "Per chi vi aiuta",
    supportText:
      "Uno zip con log, impostazioni senza segreti, stampanti e la sorte degli ultimi lavori. Non viene inviato a nessuno. I log nominano documenti: guardatelo prima di passarlo.",
    download: "Salva lo zip",
    log: "Il log, dal più recente",
    noLog: "Non c'è ancora un log.",
    where: "Dove si trova tutto",
    version: "Versione",
    files: {
      settings: "Impostazioni",
      data: "Cartella dei dati",
      database: "Lavori",
      log: "File di log",
      templates: "Modelli",
      pictures: "Immagini",
    },
  },
  de: {
    check: "Alles prüfen",
    checkText:
      "Sieht nach Druckern, Server, Festplatte und Einstellungen. Es dauert einige Sekunden; gedruckt wird weiter.",
    onPaper: "Auch auf Papier",
    run: "Jetzt prüfen",
    running: "Alles wird angesehen …",
    ready: "Bereit zu drucken.",
    notReady: (things) => things === 1 ? "1 Sache ist zu tun." : `${things} Sachen sind zu tun.`,
    kinds: { ok: "gut", note: "gut zu wissen", fail: "zu tun" },
    isOnPaper: "Auf Papier:",
    isNotOnPaper: "Nicht auf Papier:",
    troubles: "Was am häufigsten gefragt wird",
    answers: ANSWERS.de,
    support: "Für alle, die helfen",
    supportText:
      "Ein Zip mit Protokollen, Einstellungen ohne Geheimnisse, Druckern und dem Verbleib der letzten Aufträge. Es wird nirgendwohin geschickt. Protokolle nennen Dokumente: vor dem Weitergeben hineinsehen.",
    download: "Zip speichern",
    log: "Das Protokoll, Neuestes zuerst",
    noLog: "Es gibt noch kein Protokoll.",
    where: "Wo alles liegt",
    version: "Programmversion",
    files: {
      settings: "Einstellungen",
      data: "Datenordner",
      database: "Aufträge",
      log: "Protokoll",
      templates: "Vorlagen",
      pictures: "Bilder",
    },
  },
  el: {
    check: "Έλεγχος όλων",
    checkText:
      "Κοιτάζει εκτυπωτές, διακομιστή, δίσκο και ρυθμίσεις. Διαρκεί λίγα δευτερόλεπτα· η εκτύπωση συνεχίζεται.",
    onPaper: "Και σε χαρτί",
    run: "Έλεγχος τώρα",
    running: "Γίνεται έλεγχος …",
    ready: "Έτοιμο για εκτύπωση.",
    notReady: (things) => things === 1 ? "1 πράγμα να γίνει." : `${things} πράγματα να γίνουν.`,
    kinds: { ok: "καλά", note: "να ξέρετε", fail: "να γίνει" },
    isOnPaper: "Σε χαρτί:",
    isNotOnPaper: "Όχι σε χαρτί:",
    troubles: "Τι ρωτούν συχνότερα",
    answers: ANSWERS.el,
    support: "Για όποιον σας βοηθά",
    supportText:
      "Ένα zip με αρχεία καταγραφής, ρυθμίσεις χωρίς μυστικά, εκτυπωτές και την τύχη των τελευταίων εργασιών. Δεν στέλνεται πουθενά. Οι καταγραφές ονομάζουν έγγραφα: κοιτάξτε το πριν το δώσετε.",
    download: "Αποθήκευση zip",
    log: "Η καταγραφή, πρώτα τα νεότερα",
    noLog: "Δεν υπάρχει ακόμη καταγραφή.",
    where: "Πού βρίσκονται όλα",
    version: "Έκδοση",
    files: {
      settings: "Ρυθμίσεις",
      data: "Φάκελος δεδομένων",
      database: "Εργασίες",
      log: "Καταγραφή",
      templates: "Πρότυπα",
      pictures: "Εικόνες",
    },
  },
};
