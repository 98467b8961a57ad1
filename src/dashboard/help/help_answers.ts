import type { LanguageCode } from "../words/words.ts";

/** A trouble that shops have often, and what to do. */
export interface Answer {
  readonly question: string;
  readonly answer: string;
}

/** By language: strange letters; twice on paper; no paper at all; no new tickets; another plug. In this order. */
export const ANSWERS: Readonly<Record<LanguageCode, readonly Answer[]>> = {
  en: [
    {
      question: "Letters such as ë, ç or € come out wrong",
      answer:
        "Run printer-client --calibrate: it prints numbered samples, asks which look right, and writes the setting. Until then CODE_PAGES can be set to what the printer's self-test lists.",
    },
    {
      question: "A ticket came twice",
      answer:
        "POSSIBLE DUPLICATE on it means that nobody could know whether the first one came out: if it did, throw this one away. COPY 2 means that a person asked for it under Paper.",
    },
    {
      question: "The page says printed, but there is no paper",
      answer:
        "Look at the printer: power, cable, paper, cover. Then at its queue in Windows, whether it is paused or works offline. If the queue is empty, its driver may swallow bytes: set PRINTER_<ALIAS>_FORMAT=gdi.",
    },
    {
      question: "New tickets do not arrive",
      answer:
        "Look at Now. If the server is away: does the internet work on this PC? Tickets that the server keeps are printed as soon as it is back. Until then the Offline book has what came before.",
    },
    {
      question: "The printer was plugged in elsewhere and prints nothing",
      answer:
        "Windows makes a second printer of it, such as “… (Copy 1)”. Plug it back where it was, or choose the new name in the settings. Check now says which line it is.",
    },
  ],
  sq: [
    {
      question: "Shkronja si ë, ç ose € dalin gabim",
      answer:
        "Nisni printer-client --calibrate: printon mostra me numra, pyet cilat janë në rregull dhe e shkruan cilësimin. Deri atëherë te CODE_PAGES mund të shkruhet lista e vetëtestit të printerit.",
    },
    {
      question: "Një porosi doli dy herë",
      answer:
        "POSSIBLE DUPLICATE do të thotë se askush nuk mund ta dinte nëse e para doli: nëse po, hidheni këtë. COPY 2 do të thotë se dikush e kërkoi te Letra.",
    },
    {
      question: "Faqja thotë e printuar, por letra nuk ka dalë",
      answer:
        "Shikoni printerin: rryma, kablloja, letra, kapaku. Pastaj radhën e tij në Windows: mos është në pauzë ose jashtë linje. Nëse radha është bosh, drejtuesi mund t'i gëlltitë bajtet: vendosni PRINTER_<ALIAS>_FORMAT=gdi.",
    },
    {
      question: "Porositë e reja nuk vijnë",
      answer:
        "Shikoni faqen Tani. Nëse serveri mungon: a punon interneti në këtë PC? Porositë që ruan serveri printohen sapo të kthehet. Deri atëherë Libri pa internet ka ç'kishte ardhur më parë.",
    },
    {
      question: "Printeri u lidh në një vend tjetër dhe nuk printon",
      answer:
        "Windows bën një printer të dytë, si “… (Copy 1)”. Lidheni përsëri ku ishte, ose zgjidhni emrin e ri te cilësimet. Kontrolli thotë cili rresht është.",
    },
  ],
  it: [
    {
      question: "Lettere come è, ç o € escono sbagliate",
      answer:
        "Avviare printer-client --calibrate: stampa campioni numerati, chiede quali sono giusti e scrive l'impostazione. Fino ad allora CODE_PAGES può contenere quanto elenca l'autotest della stampante.",
    },
    {
      question: "Una comanda è uscita due volte",
      answer:
        "POSSIBLE DUPLICATE significa che nessuno poteva sapere se la prima era uscita: se sì, buttare questa. COPY 2 significa che qualcuno l'ha chiesta sotto Carta.",
    },
    {
      question: "La pagina dice stampato, ma non c'è carta",
      answer:
        "Guardare la stampante: corrente, cavo, carta, coperchio. Poi la sua coda in Windows: è in pausa o offline? Se la coda è vuota, il driver forse ingoia i byte: impostare PRINTER_<ALIAS>_FORMAT=gdi.",
    },
    {
      question: "Non arrivano nuove comande",
      answer:
        "Guardare la pagina Adesso. Se il server manca: internet funziona su questo PC? Le comande che il server conserva si stampano appena torna. Intanto il Registro offline ha ciò che è arrivato prima.",
    },
    {
      question: "La stampante è stata collegata altrove e non stampa",
      answer:
        "Windows ne fa una seconda, come “… (Copy 1)”. Ricollegarla dov'era, o scegliere il nuovo nome nelle impostazioni. Il controllo dice qual è la riga.",
    },
  ],
  de: [
    {
      question: "Buchstaben wie ä, ç oder € kommen falsch heraus",
      answer:
        "printer-client --calibrate starten: Es druckt nummerierte Proben, fragt, welche stimmen, und schreibt die Einstellung. Bis dahin kann CODE_PAGES das sein, was der Selbsttest des Druckers aufzählt.",
    },
    {
      question: "Ein Bon kam zweimal",
      answer:
        "POSSIBLE DUPLICATE heißt: Niemand konnte wissen, ob der erste herauskam; wenn ja, diesen wegwerfen. COPY 2 heißt, dass ihn jemand unter Papier noch einmal wollte.",
    },
    {
      question: "Die Seite sagt gedruckt, aber es ist kein Papier da",
      answer:
        "Den Drucker ansehen: Strom, Kabel, Papier, Deckel. Dann seine Warteschlange in Windows: angehalten oder offline? Ist sie leer, verschluckt vielleicht der Treiber die Bytes: PRINTER_<ALIAS>_FORMAT=gdi setzen.",
    },
    {
      question: "Neue Bons kommen nicht an",
      answer:
        "Die Seite Jetzt ansehen. Fehlt der Server: Geht das Internet an diesem PC? Was der Server aufhebt, wird gedruckt, sobald er wieder da ist. Bis dahin steht im Notfallbuch, was vorher kam.",
    },
    {
      question: "Der Drucker wurde umgesteckt und druckt nichts",
      answer:
        "Windows macht einen zweiten Drucker daraus, etwa „… (Copy 1)“. Wieder dort einstecken, wo er war, oder in den Einstellungen den neuen Namen wählen. Die Prüfung sagt, welche Zeile es ist.",
    },
  ],
  el: [
    {
      question: "Γράμματα όπως ή, ç ή € βγαίνουν λάθος",
      answer:
        "Εκτελέστε printer-client --calibrate: τυπώνει αριθμημένα δείγματα, ρωτά ποια είναι σωστά και γράφει τη ρύθμιση. Ως τότε στο CODE_PAGES μπορεί να μπει ό,τι αναφέρει ο αυτοέλεγχος του εκτυπωτή.",
    },
    {
      question: "Ένα δελτίο βγήκε δύο φορές",
      answer:
        "POSSIBLE DUPLICATE σημαίνει ότι κανείς δεν ήξερε αν βγήκε το πρώτο: αν βγήκε, πετάξτε αυτό. COPY 2 σημαίνει ότι κάποιος το ζήτησε από τη σελίδα Χαρτί.",
    },
    {
      question: "Η σελίδα λέει τυπώθηκε, αλλά δεν υπάρχει χαρτί",
      answer:
        "Κοιτάξτε τον εκτυπωτή: ρεύμα, καλώδιο, χαρτί, καπάκι. Μετά την ουρά του στα Windows: σε παύση ή εκτός σύνδεσης; Αν είναι άδεια, ίσως ο οδηγός καταπίνει τα byte: ορίστε PRINTER_<ALIAS>_FORMAT=gdi.",
    },
    {
      question: "Δεν έρχονται νέα δελτία",
      answer:
        "Κοιτάξτε τη σελίδα Τώρα. Αν λείπει ο διακομιστής: λειτουργεί το διαδίκτυο σε αυτόν τον υπολογιστή; Ό,τι κρατά ο διακομιστής τυπώνεται μόλις επιστρέψει. Ως τότε το Βιβλίο χωρίς σύνδεση έχει όσα ήρθαν πριν.",
    },
    {
      question: "Ο εκτυπωτής συνδέθηκε αλλού και δεν τυπώνει",
      answer:
        "Τα Windows φτιάχνουν δεύτερο εκτυπωτή, όπως «… (Copy 1)». Συνδέστε τον όπου ήταν, ή επιλέξτε το νέο όνομα στις ρυθμίσεις. Ο έλεγχος λέει ποια γραμμή είναι.",
    },
  ],
};
