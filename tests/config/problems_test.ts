import assert from "node:assert/strict";
import { formatNotice, parseSettings } from "../../src/config.ts";
import { EPSON_CODE_PAGES } from "../../src/domain/profile.ts";
import { GUIDE, problemsOf, source } from "./source.ts";

Deno.test("parseSettings() says what is wrong, each in its own sentence", async (t) => {
  const rows: [string, string][] = [
    [
      "PAPER_COLUMNS=abc",
      'PAPER_COLUMNS "abc": expected a whole number from 16 to 96. 80 mm paper usually has 48, 58 mm paper 32.',
    ],
    [
      "PAPER_COLUMNS=480",
      'PAPER_COLUMNS "480": expected a whole number from 16 to 96. 80 mm paper usually has 48, 58 mm paper 32.',
    ],
    [
      "PRINT_FORMAT=pdf",
      'PRINT_FORMAT "pdf": expected one of escpos, starprnt, starline, text, gdi. Receipt printers take escpos, Star\'s own modes starprnt or starline; gdi is for office printers, text for any other.',
    ],
    [
      "SOCKET_URL=localhost:5001",
      'SOCKET_URL "localhost:5001": expected an address that begins with http:// or https://. Write SOCKET_URL=http://localhost:5001.',
    ],
    [
      "SOCKET_URL=http:\\\\till\\",
      'SOCKET_URL "http:\\\\till\\": expected an address that begins with http:// or https://. Write SOCKET_URL=http://till.',
    ],
    [
      "SOCKET_URL=ftp://a",
      'SOCKET_URL "ftp://a": "ftp://" is no address of a Socket.IO server, expected http:// or https://. Write it like SOCKET_URL=http://192.168.1.20:5001.',
    ],
    [
      "SOCKET_URL=http://a:5001/socket.io/",
      'SOCKET_URL "http://a:5001/socket.io/": expected no path after host and port, got "/socket.io/". Write SOCKET_URL=http://a:5001: the path /socket.io/ is added by itself.',
    ],
    [
      "SOCKET_URL=http://a:99999",
      'SOCKET_URL "http://a:99999": expected an address of host and port. Write it like SOCKET_URL=http://192.168.1.20:5001.',
    ],
    [
      "SOCKET_URL=http://0.0.0.0:5001",
      'SOCKET_URL "http://0.0.0.0:5001": this is where a server listens, not an address to connect to. Write the server\'s own address; on the same PC that is 127.0.0.1.',
    ],
    [
      "CODE_PAGES=cp858,klingon",
      `CODE_PAGES "cp858,klingon": "klingon" is no known code page. Write names with commas between them, such as ${
        EPSON_CODE_PAGES.map((page) => page.encoding).join(", ")
      }.`,
    ],
    [
      "CODE_PAGES=cp858:300",
      `CODE_PAGES "cp858:300": "300" is no number of a code page, expected 0 to 255. The number is the one that the printer's manual or self-test lists for ESC t.`,
    ],
    [
      "CODE_PAGES=cp1125",
      `CODE_PAGES "cp1125": "cp1125" has no number on Epson printers. Add the number that the printer's manual lists for ESC t: cp1125:NUMBER.`,
    ],
    [
      "ACCEPT_TYPES=receipt text",
      'ACCEPT_TYPES "receipt text": "receipt text" is no job type. Write the types with commas between them: receipt, text.',
    ],
    [
      "UNKNOWN_PRINTER=skip",
      'UNKNOWN_PRINTER "skip": expected one of error, ignore. Write ignore only when another PC of the shop prints for the printers that this one does not have.',
    ],
    [
      "LOG_LEVEL=verbose",
      'LOG_LEVEL "verbose": expected one of debug, info, warn, error. Write info; debug is for finding a fault.',
    ],
    [
      "RECONNECT_DELAY=5s",
      'RECONNECT_DELAY "5s": expected a number of seconds from 0.1 to 3600. Write 1 for one second, which is the default.',
    ],
    [
      "MAX_RECONNECT_ATTEMPTS=-1",
      'MAX_RECONNECT_ATTEMPTS "-1": expected a whole number from 0 to 1000000. Write 0 to try for ever, which is the default.',
    ],
    [
      "DEFAULT_PRINTER=192.168.1.50",
      'DEFAULT_PRINTER "192.168.1.50": an address alone would be taken for the name of an installed printer. For the network printer write tcp://192.168.1.50.',
    ],
    ["PRINTER_BAR=", 'PRINTER_BAR "": no printer is given. Write its name or address, "default", or delete the line.'],
    [
      "PRINTER_BAR=tcp://",
      'PRINTER_BAR "tcp://": expected a host after tcp://. Write it like tcp://192.168.1.50 or tcp://192.168.1.50:9100.',
    ],
    [
      "PRINTER_BAR=tcp://a:0",
      'PRINTER_BAR "tcp://a:0": "0" is no port, expected 1 to 65535. Write it like tcp://192.168.1.50 or tcp://192.168.1.50:9100.',
    ],
    [
      "PRINTER_BAR=tcp://fe80::1",
      'PRINTER_BAR "tcp://fe80::1": expected a host and one port. Write an IPv6 address in brackets: tcp://[fe80::1]:9100.',
    ],
    [
      "PRINTER_BAR=tcp://a/raw",
      'PRINTER_BAR "tcp://a/raw": expected nothing but host and port after tcp://. Write it like tcp://192.168.1.50 or tcp://192.168.1.50:9100.',
    ],
    [
      "PRINTER_BAR=ipp://a",
      'PRINTER_BAR "ipp://a": "ipp://" is no kind of printer. Write tcp://HOST for a network printer, folder:PATH, or the name of an installed printer.',
    ],
    ["PRINTER_BAR=folder:", 'PRINTER_BAR "folder:": expected a folder after folder:. Write it like folder:printed.'],
    [
      "PRINTER_BAR_COLUMNS=42",
      'PRINTER_BAR_COLUMNS "42": a setting of the printer BAR, which is not set up. Add PRINTER_BAR=… with the printer\'s name or address. No alias is set up; one is set up with PRINTER_<ALIAS>=….',
    ],
    [
      "PRINTER_COLUMNS=42",
      'PRINTER_COLUMNS "42": no printer is named. Write PRINTER_<ALIAS>_COLUMNS for one printer, or PAPER_COLUMNS for all printers.',
    ],
    [
      "ROUTE_TEXT=KITCHEN",
      'ROUTE_TEXT "KITCHEN": no alias of this name. No alias is set up; one is set up with PRINTER_<ALIAS>=….',
    ],
  ];
  for (const [line, problem] of rows) {
    await t.step(line, () => {
      const loaded = parseSettings(source(GUIDE.replace(/^SOCKET_URL.*/, "") + line));
      assert.deepEqual(problemsOf(loaded), [`line 5: ${problem}`]);
    });
  }
});

Deno.test("parseSettings() says what is wrong with one printer's settings", async (t) => {
  const rows: [string, string][] = [
    ["COLUMNS=x", '"x": expected a whole number from 16 to 96. 80 mm paper usually has 48, 58 mm paper 32.'],
    ["CUTTER=maybe", '"maybe": expected on or off. Write on or off.'],
    ["DRAWER_PIN=3", '"3": expected one of 2, 5. Write 2, or 5 for the second drawer.'],
    ["TEXT_ENCODING=utf8", '"utf8": this encoding is not known. Known are for example windows1252 and cp852.'],
  ];
  for (const [line, problem] of rows) {
    await t.step(line, () => {
      const loaded = parseSettings(source(`${GUIDE}PRINTER_A=tcp://a\nPRINTER_A_${line}`));
      assert.deepEqual(problemsOf(loaded), [
        `line 6: PRINTER_A_${line.split("=")[0]} ${problem}`,
      ]);
    });
  }
});

Deno.test("parseSettings() reports all problems at once, in the order of the lines", () => {
  const loaded = parseSettings(source("PAPER_COLUMNS=1\nLOG_LEVEL=x\nROUTE_TEXT=A\nPRINTER_BAR=tcp://\n"));
  assert.deepEqual(problemsOf(loaded).map((sentence) => sentence.split(" ").slice(0, 3).join(" ")), [
    "SESSION_ID: missing. Add",
    "USERNAME: missing. Add",
    "NIPT: missing. Add",
    "line 1: PAPER_COLUMNS",
    "line 2: LOG_LEVEL",
    "line 3: ROUTE_TEXT",
    "line 4: PRINTER_BAR",
  ]);
  assert.match(problemsOf(loaded)[0] ?? "", /Add a line SESSION_ID=… with this client's session to C:\\Shop\\.env\.$/);
});

Deno.test("parseSettings() warns when something is probably not meant", async (t) => {
  const rows: [string, string[]][] = [
    ["PAPER_COLUMS=48", ["line 5: PAPER_COLUMS: unknown setting, ignored. Did you mean PAPER_COLUMNS?"]],
    ["SESION_ID=x", ["line 5: SESION_ID: unknown setting, ignored. Did you mean SESSION_ID?"]],
    ["PRINTER=EPSON", ["line 5: PRINTER: unknown setting, ignored. Did you mean DEFAULT_PRINTER?"]],
    ["FLASK_ENV_SECRET=1", [
      "line 5: FLASK_ENV_SECRET: unknown setting, ignored. The settings that there are stand in .env.example.",
    ]],
    ["NIPT=your_company_nipt", [
      "line 5: NIPT: set before in line 4; this line counts. Delete the line that is not meant.",
      "line 5: NIPT \"your_company_nipt\": this is the sample's placeholder. Write the company's tax number.",
    ]],
    ["CLIENT_USERNAME=other", [
      'line 5: CLIENT_USERNAME "other": set beside USERNAME; this one counts. Delete the line that is not meant.',
    ]],
    ["ACCEPT_TYPES=reciept", [
      'line 5: ACCEPT_TYPES "reciept": "reciept" is no built-in job type. Did you mean receipt?',
    ]],
    ["PRINTER_NAME=EPSON", [
      'line 5: PRINTER_NAME "EPSON": this sets up a printer with the alias NAME. For the printer of all jobs use DEFAULT_PRINTER.',
    ]],
    ["PRINTER_BAR=a\nPRINTER_BAR_COLUMN=40", [
      'line 6: PRINTER_BAR_COLUMN "40": unknown setting, ignored. Did you mean PRINTER_BAR_COLUMNS?',
    ]],
    ["PRINTER_KITCHEN=a\nDEFAULT_PRINTER=KICHEN", [
      'line 6: DEFAULT_PRINTER "KICHEN": no alias of this name, so it is taken for the name of an installed printer. Did you mean KITCHEN?',
    ]],
  ];
  for (const [text, expected] of rows) {
    await t.step(text, () => {
      const loaded = parseSettings(source(GUIDE + text));
      assert.ok("settings" in loaded);
      assert.deepEqual(loaded.warnings.map(formatNotice), expected);
    });
  }
});
