/** What a small receipt says in one language. */
export interface ShopWords {
  readonly locale: string;
  readonly currency: string;
  readonly shop: string;
  readonly items: readonly string[];
  readonly customer: string;
  readonly footer: string;
}

/** Receipts as shops of ten countries would have them; the letters that trouble printers are all there. */
export const SHOP_WORDS: readonly ShopWords[] = [
  {
    locale: "sq-AL",
    currency: "ALL",
    shop: "Furra “Ëmbëlsira”",
    items: ["Bukë e zezë", "Çaj mali", "Qumësht i freskët"],
    customer: "Besë Çollaku",
    footer: "Faleminderit, mirë u pafshim!",
  },
  {
    locale: "it-IT",
    currency: "EUR",
    shop: "Caffè Però",
    items: ["Caffè macchiato", "Spremuta d’arancia", "Tiramisù della nonna"],
    customer: "Niccolò D’Aŕdò",
    footer: "Grazie e arrivederci! È stato un piacere.",
  },
  {
    locale: "de-DE",
    currency: "EUR",
    shop: "Bäckerei Süßmäulchen",
    items: ["Brötchen", "Käsekuchen groß", "Rindfleischetikettierungsüberwachungsbrot"],
    customer: "Jörg Weiß",
    footer: "Vielen Dank für Ihren Einkauf – auf Wiedersehen!",
  },
  {
    locale: "el-GR",
    currency: "EUR",
    shop: "Ταβέρνα Ο Ήλιος",
    items: ["Χωριάτικη σαλάτα", "Μουσακάς", "Ούζο 200 ml"],
    customer: "Γιώργος Παπαδόπουλος",
    footer: "Ευχαριστούμε! Καλή όρεξη.",
  },
  {
    locale: "fr-FR",
    currency: "EUR",
    shop: "Brasserie L’Œuf",
    items: ["Œufs mayonnaise", "Crème brûlée", "Café noisette"],
    customer: "Anaïs Lefèvre",
    footer: "Merci de votre visite, à bientôt !",
  },
  {
    locale: "es-ES",
    currency: "EUR",
    shop: "Bar El Niño",
    items: ["Jamón ibérico", "Pimientos del piquillo", "¿Café? ¡Cortado!"],
    customer: "Íñigo Muñoz",
    footer: "¡Gracias por su visita!",
  },
  {
    locale: "pl-PL",
    currency: "PLN",
    shop: "Pierogarnia Żuk",
    items: ["Pierogi z mięsem", "Żurek w chlebie", "Gęś pieczona"],
    customer: "Łukasz Śliwiński",
    footer: "Dziękujemy i zapraszamy ponownie!",
  },
  {
    locale: "tr-TR",
    currency: "TRY",
    shop: "İstanbul Işık Lokantası",
    items: ["Şiş kebap", "Çığ köfte", "Ayran büyük"],
    customer: "Gülşen Yağmur",
    footer: "Teşekkür ederiz, yine bekleriz!",
  },
  {
    locale: "ru-RU",
    currency: "RUB",
    shop: "Кафе «Щука»",
    items: ["Борщ украинский", "Пельмени сибирские", "Чай чёрный"],
    customer: "Фёдор Ёлкин",
    footer: "Спасибо за покупку! Приходите ещё.",
  },
  {
    locale: "cs-CZ",
    currency: "CZK",
    shop: "Hospoda U Kříže",
    items: ["Svíčková na smetaně", "Řízek s bramborem", "Pivo ležák 0,5 l"],
    customer: "Jiří Dvořák",
    footer: "Děkujeme a těšíme se na Vás!",
  },
  {
    locale: "ar-SA",
    currency: "SAR",
    shop: "مطعم النخلة",
    items: ["حمص بالطحينة", "كباب مشوي", "شاي بالنعناع"],
    customer: "محمد الأحمد",
    footer: "شكرا لزيارتكم",
  },
  {
    locale: "zh-CN",
    currency: "CNY",
    shop: "北京烤鸭店",
    items: ["烤鸭半只", "宫保鸡丁", "茉莉花茶"],
    customer: "王小明",
    footer: "谢谢惠顾,欢迎再来!",
  },
];
