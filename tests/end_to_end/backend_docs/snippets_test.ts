import assert from "node:assert/strict";
import { join } from "node:path";
import { PROJECT } from "../../source_files.ts";
import { type FlaskBackend, startFlask } from "../flask/flask_backend.ts";
import { documentedBlocks } from "./document.ts";
import { Paper } from "./paper.ts";
import { Till } from "./till.ts";

const SNIPPETS = (await documentedBlocks()).filter(({ file }) => file === null).map(({ code }) => code);
const RECEIPT = "{'receipt_number': 'RCP-9', 'items': [{'name': 'Raki', 'quantity': 2, 'price': '2.50'}]}";
const RESERVATION = "{'print_confirmation': True, 'confirmation_number': 'RES-9', 'customer_name': 'Ana'}";

/** The module that the guide's example 3 imports, and the name that it takes for granted. */
const EXAMPLE_SCRIPT = `
import sys, types
from socketio_instance import socketio
module = types.ModuleType("example_print_trigger")
module.send_receipt_print = lambda: socketio.emit("print_request", {"data": {"type": "text", "content": "By script"}})
module.send_reservation_print = None
sys.modules["example_print_trigger"] = module
payment_successful = True
`;

/** A snippet of the document by something in it, as a person would run it: a console's prompts are not typed. */
function snippet(words: string): string {
  const found = SNIPPETS.filter((code) => code.includes(words));
  assert.equal(found.length, 1, words);
  const code = found[0] ?? "";
  if (!code.includes(">>> ")) return code;
  return [...code.matchAll(/^(?:>>>|\.\.\.) (.*)$/gm)].map(([, typed]) => `${typed}\n`).join("");
}

async function answer(flask: FlaskBackend): Promise<Record<string, unknown>> {
  return (await flask.next("print_response"))["data"] as Record<string, unknown>;
}

Deno.test("the document has every snippet of the integration guide, word for word", async () => {
  const guide = await Deno.readTextFile(join(PROJECT, "tests/fixtures/INTEGRATION_GUIDE.md"));
  const theirs = [...guide.matchAll(/^```python\n([^]*?)^```/gm)].map(([, code = ""]) => code);
  assert.equal(theirs.length, 8);
  // The guide's own placeholder is no Python that could be sent.
  const wanted = theirs.map((code) => code.replace("{...}", "{'type': 'text', 'content': 'Two soups'}"))
    .map((code) => code.startsWith("# In Backend-Socket") ? `from socketio_instance import socketio\n\n${code}` : code);
  assert.deepEqual(wanted.filter((code) => !SNIPPETS.includes(code)), []);
});

Deno.test("each snippet of the document is printed by the client and answered", async (t) => {
  const flask = await startFlask({ mode: "eventlet" });
  await using paper = new Paper();
  await paper.switchOn();
  await using till = new Till({ url: flask.url, printerPort: paper.port });
  try {
    await till.start();
    const { sid } = await flask.next("connected");

    const printed: [string, string, RegExp][] = [
      ["text", snippet("# Simple text print"), /Order #12345\s+Customer: John Doe\s+Total: \$50\.00/],
      ["receipt", snippet("# Trigger when POS transaction completes"), /RCP-001[^]*Sandwich[^]*5\.99[^]*12\.99/],
      ["reservation", snippet("# Trigger when reservation is created"), /RES-12345[^]*Jane Smith/],
      [
        "on POS completion",
        `${snippet("def complete_pos")}\ncomplete_pos_transaction(${RECEIPT})`,
        /RCP-9[^]*Raki[^]*5\.00/,
      ],
      ["on reservation creation", `${snippet("def create_reservation")}\ncreate_reservation(${RESERVATION})`, /RES-9/],
      ["example script", EXAMPLE_SCRIPT + snippet("send_receipt_print()"), /By script/],
      ["kitchen ticket", snippet("'full_order': True"), /118[^]*Beer[^]*Pizza/],
      ["console", snippet("Integration Test Success!"), /Integration Test Success!/],
    ];
    for (const [title, code, expected] of printed) {
      await t.step(title, async () => {
        const before = paper.text.length;
        await flask.run(code);
        assert.equal((await answer(flask))["status"], "success");
        assert.match(paper.text.slice(before), expected);
      });
    }

    await t.step("a printer that this PC lacks is answered with those that it has", async () => {
      await flask.run(snippet("'Specific Printer Name'"));
      const { status, message } = await answer(flask);
      assert.equal(status, "error");
      assert.match(String(message), /^printer_name: this PC has no printer "Specific Printer Name"\./);
    });

    await t.step("pos and reservation", async () => {
      await flask.run(snippet("socketio.emit('pos'"));
      assert.deepEqual([(await answer(flask))["type"], (await answer(flask))["type"]], ["receipt", "reservation"]);
      assert.match(paper.text, /RCP-002[^]*1\.20[^]*RES-2/);
    });

    await t.step("acknowledged.py", async () => {
      const file = (await documentedBlocks()).find(({ file }) => file === "acknowledged.py");
      const told = `def print(text, flush):\n    say("told", text=text)\n`;
      await flask.run(`${told}${file?.code}\nprint_on("${sid}", {"content": "Acknowledged"})`);
      assert.equal((await flask.next("told"))["text"], "accepted");
      await answer(flask);
      await flask.run(`${told}${file?.code}\nprint_on("${sid}", {"type": "poem"})`);
      assert.match(String((await flask.next("told"))["text"]), /^type: expected one of .* got "poem"/);
    });
  } finally {
    await flask.close();
  }
});

Deno.test("the document's files are Python of its own, one for each name", async () => {
  const files = (await documentedBlocks()).map(({ file }) => file).filter((file) => file !== null);
  assert.deepEqual(files.toSorted(), [
    "acknowledged.py",
    "app_socket.py",
    "outbox.py",
    "socketio_instance.py",
    "standby.py",
    "worker.py",
  ]);
});
