import assert from "node:assert/strict";
import { type DriverKind, takesBytes } from "../../src/domain/driver.ts";
import { type DriverFacts, driverKind } from "../../src/winspool/driver_kind.ts";
import { hasCompiler, only, printError, rig } from "./fake_winspool.ts";

const ignore = !hasCompiler();

const V3: Omit<DriverFacts, "driver"> = { port: "USB001", queueAttributes: 0, version: 3, attributes: 0 };

/** Names as makers write them. */
const NAMES: Readonly<Partial<Record<DriverKind, readonly string[]>>> = {
  raw: [
    "EPSON TM-T88V Receipt5",
    "EPSON TM-T20III Receipt6",
    "EPSON TM-L90 Peeler",
    "Star TSP100 Cutter (TSP143)",
    "BIXOLON SRP-350III",
    "POS-80C",
    "POS-58 Series",
    "XP-80C",
    "Citizen CT-S310II",
    "ZDesigner GK420d",
    "SAM4S ELLIX30",
    "80mm Series Printer",
    "wineps.drv",
    "Fake",
    "Xerox Thermal Label 3",
  ],
  text: ["Generic / Text Only", "Generic/Text Only", "generic / text only"],
  office: [
    "HP LaserJet Pro MFP M428f PCL-6 (V3)",
    "HP Universal Printing PCL 6",
    "HP Universal Printing PS",
    "HP DeskJet 2700 series",
    "HP ENVY 6000 series",
    "Brother HL-L2350DW series",
    "Brother MFC-J5330DW Printer",
    "Canon MF240 Series UFRII LT",
    "Canon G3010 series",
    "Canon TS5300 series",
    "EPSON WF-2830 Series WorkForce",
    "EPSON ET-2720 Series",
    "EPSON L3250 Series",
    "EPSON XP-4100 Series",
    "Xerox Global Print Driver PCL6",
    "KONICA MINOLTA C364SeriesPCL",
    "Kyocera ECOSYS M5526cdw KX",
    "Lexmark Universal v2",
    "Ricoh PCL6 UniversalDriver V4.30",
    "Samsung M2070 Series",
    "Samsung Universal Print Driver 3",
    "MS Publisher Imagesetter PostScript",
  ],
  virtual: [
    "Microsoft Print To PDF",
    "Microsoft XPS Document Writer v4",
    "Send to Microsoft OneNote 16 Driver",
    "Adobe PDF Converter",
    "PDFCreator",
    "Foxit Reader PDF Printer Driver",
  ],
  fax: ["Microsoft Shared Fax Driver", "HP LaserJet M1536 Fax", "Brother PC-FAX v.3.2"],
  v4: ["Microsoft IPP Class Driver"],
};

Deno.test("driverKind() knows drivers by their names where Windows' bits say nothing", async (t) => {
  for (const [kind, names] of Object.entries(NAMES)) {
    for (const driver of names) {
      await t.step(`${driver} is ${kind}`, () => assert.equal(driverKind({ ...V3, driver }), kind));
    }
  }
});

Deno.test("driverKind() goes by Windows' bits and by the port before the name", () => {
  const kind = (facts: Partial<DriverFacts>) => driverKind({ ...V3, driver: "EPSON TM-T20III Receipt6", ...facts });
  assert.equal(kind({ attributes: 0x1 }), "raw");
  assert.equal(kind({ attributes: 0x3 }), "xpsdrv");
  assert.equal(kind({ version: 4, attributes: 0x3 }), "v4");
  assert.equal(kind({ version: 4, attributes: null }), "v4");
  assert.equal(kind({ version: 4, driver: "HP LaserJet 4" }), "v4");
  assert.equal(kind({ attributes: 0x40 }), "fax");
  assert.equal(kind({ queueAttributes: 0x4000 }), "fax");
  assert.equal(kind({ port: "SHRFAX:" }), "fax");
  for (const attributes of [0x80, 0x100, 0x200]) assert.equal(kind({ attributes }), "virtual");
  for (const port of ["PORTPROMPT:", "FILE:", "nul:", "XPSPort:", "USB001, file:", "C:\\out.pdf"]) {
    assert.equal(kind({ port }), "virtual", port);
  }
  for (const port of ["USB001", "LPT1:", "192.168.1.50", "COM3:", "WSD-1b2c", "IP_10.0.0.9", "TMUSB001", ""]) {
    assert.equal(kind({ port }), "raw", port);
  }
});

Deno.test("driverKind() is unknown when Windows tells no more than a name that says nothing", () => {
  const silent = { ...V3, version: null, attributes: null };
  assert.equal(driverKind({ ...silent, driver: "Bar" }), "unknown");
  assert.equal(driverKind({ ...silent, driver: "" }), "unknown");
  assert.equal(driverKind({ ...silent, driver: "Generic / Text Only" }), "text");
});

Deno.test("takesBytes() is for drivers behind which a receipt printer gets them", () => {
  const kinds: DriverKind[] = ["raw", "text", "unknown", "office", "xpsdrv", "v4", "virtual", "fax"];
  assert.deepEqual(kinds.filter(takesBytes), ["raw", "text", "unknown"]);
});

const RECEIPT = { jobId: "job-7", title: "Receipt 7 #job-7", bytes: Uint8Array.of(0x1b, 0x40, 0x41, 0x0a) };

/** Each kind as Windows tells it, and how ESC/POS leaves: its datatype, or the words of the refusal. */
const QUEUES: readonly { kind: DriverKind; lines: readonly string[]; datatype?: string; refusal?: RegExp }[] = [
  { kind: "raw", lines: [], datatype: "RAW" },
  { kind: "text", lines: ["driver\tKitchen\tGeneric / Text Only"], datatype: "RAW" },
  { kind: "office", lines: ["driver\tKitchen\tHP LaserJet 4 PCL 6"], datatype: "RAW" },
  { kind: "xpsdrv", lines: ["driver_attributes\tKitchen\t0x2"], datatype: "XPS_PASS" },
  { kind: "v4", lines: ["driver_version\tKitchen\t4", "driver_attributes\tKitchen\t0x2"], datatype: "XPS_PASS" },
  { kind: "v4", lines: ["driver_version\tKitchen\t4"], datatype: "XPS_PASS" },
  {
    kind: "virtual",
    lines: ["driver\tKitchen\tMicrosoft Print To PDF", "port\tKitchen\tPORTPROMPT:"],
    refusal:
      /"Kitchen": Windows would open a window and ask for a file's name \(port "PORTPROMPT:"\), and the job would/,
  },
  {
    kind: "virtual",
    lines: ["driver_attributes\tKitchen\t0x80"],
    refusal: /it makes files \("Fake"\) and prints nothing/,
  },
  { kind: "fax", lines: ["attributes\tKitchen\t0x4000"], refusal: /it sends faxes \("Fake"\)/ },
  { kind: "fax", lines: ["port\tKitchen\tSHRFAX:"], refusal: /it sends faxes/ },
];

Deno.test(
  { ignore, name: "Spooler.describe() tells each kind, and print() sends bytes as it wants them or refuses" },
  async (t) => {
    for (const { kind, lines, datatype, refusal } of QUEUES) {
      await t.step(`${kind}: ${lines.join(" ").replaceAll("\t", " ") || "as it is"}`, async () => {
        await using windows = rig([], ["printer\tKitchen", "default\tKitchen", ...lines]);
        const [named, byDefault] = [await windows.spooler.describe("kitchen"), await windows.spooler.describe(null)];
        assert.equal(named?.kind, kind);
        assert.equal(named.name, "Kitchen");
        assert.deepEqual(byDefault, named);
        const printer = windows.spooler.open("Kitchen");
        if (refusal !== undefined) {
          for (const error of [await printError(printer.print(RECEIPT)), await printError(printer.check())]) {
            assert.equal(error.code, "printer_unsuitable");
            assert.match(error.message, refusal);
          }
          assert.deepEqual(windows.fake.documents, []);
        } else {
          assert.equal(await printer.check(), "ready");
          await printer.print(RECEIPT);
          const document = only(windows);
          assert.equal(document.datatype, datatype);
          assert.deepEqual([...document.bytes], [...RECEIPT.bytes]);
          assert.ok(await printer.holds("job-7"));
        }
        await printer.close();
        assert.equal(windows.fake.openHandles, 0);
      });
    }
  },
);

Deno.test(
  { ignore, name: "Spooler.describe() says what Windows tells where it does not tell the driver" },
  async () => {
    await using windows = rig([{ call: "GetPrinterDriverW", action: "fail", value: 5 }]);
    const told = await windows.spooler.describe("Kitchen");
    assert.deepEqual(told, { name: "Kitchen", driver: "Fake", port: "USB001", kind: "unknown", documents: 0 });
    assert.equal((await printError(windows.spooler.describe("Bar"))).code, "printer_not_found");
  },
);

Deno.test({ ignore, name: "print() tries XPS_PASS where Windows told no driver and refuses RAW" }, async () => {
  await using windows = rig(
    [
      { call: "GetPrinterDriverW", action: "fail", value: 5 },
      { call: "StartDocPrinterW", action: "fail", value: 1804, times: 1 },
    ],
    ["printer\tKitchen", "driver_attributes\tKitchen\t0x2"],
  );
  const printer = windows.spooler.open("Kitchen");
  await printer.print(RECEIPT);
  assert.equal(only(windows).datatype, "XPS_PASS");
  assert.deepEqual([...only(windows).bytes], [...RECEIPT.bytes]);
  await printer.close();
});

Deno.test({ ignore, name: "print() never falls back to RAW on an XPS driver, which would swallow it" }, async () => {
  await using windows = rig(
    [{ call: "StartDocPrinterW", action: "fail", value: 1804 }],
    ["printer\tKitchen", "driver_version\tKitchen\t4"],
  );
  const printer = windows.spooler.open("Kitchen");
  assert.equal((await printError(printer.print(RECEIPT))).code, "datatype_refused");
  assert.deepEqual(windows.fake.documents, []);
  await printer.close();
});
