import assert from "node:assert/strict";
import fc from "fast-check";
import { tolerantParser } from "../../src/socketio/tolerant_parser.ts";

/** What a decoder makes of these packets: what it decoded, and its complaints. */
function decode(...packets: unknown[]): { decoded: unknown[]; problems: string[] } {
  const problems: string[] = [];
  const decoded: unknown[] = [];
  const parser = tolerantParser((problem) => problems.push(problem));
  const decoder = new parser.Decoder();
  decoder.on("decoded", (packet) => decoded.push([packet.type, packet.id, packet.data]));
  for (const packet of packets) decoder.add(packet);
  return { decoded, problems };
}

Deno.test("tolerantParser() decodes what JSON lacks as text when it stands outside strings", async (t) => {
  const rows: [string, unknown][] = [
    ['{"a":NaN}', { a: "NaN" }],
    ['{"a":[Infinity,-Infinity, NaN]}', { a: ["Infinity", "-Infinity", "NaN"] }],
    ['{"a":"NaN, -Infinity and \\"NaN\\"","b":NaN}', { a: 'NaN, -Infinity and "NaN"', b: "NaN" }],
    ['{"NaN":"\\\\","b":NaN}', { NaN: "\\", b: "NaN" }],
    ['{"id":9007199254740993}', { id: "9007199254740993" }],
    ['{"id":-1234567890123456789}', { id: "-1234567890123456789" }],
    ['{"id":1234567890123456}', { id: 1234567890123456 }],
    ['{"x":0.30000000000000004,"y":1.2345678901234567e+20}', { x: 0.1 + 0.2, y: 1.2345678901234567e20 }],
    ['{"iban":"1234567890123456789"}', { iban: "1234567890123456789" }],
  ];
  for (const [json, value] of rows) {
    await t.step(json, () => {
      assert.deepEqual(decode(`2["print_request",${json}]`), {
        decoded: [[2, undefined, ["print_request", value]]],
        problems: [],
      });
    });
  }
});

Deno.test("tolerantParser() decodes what JSON.parse() does when the packet is plain JSON", () => {
  fc.assert(fc.property(fc.json(), fc.string(), (json, text) => {
    const value = JSON.parse(json);
    const packet = JSON.stringify(["e", value, `${text}NaN"1234567890123456`]);
    const [[, id, data]] = decode(`27${packet}`).decoded as [[number, number, unknown[]]];
    assert.equal(id, 7);
    // Numbers beyond exactness come as their digits instead.
    if (!/\d{16}/.test(json)) assert.deepEqual(data, ["e", value, `${text}NaN"1234567890123456`]);
  }));
});

Deno.test("tolerantParser() drops and reports what cannot be read, and goes on", async (t) => {
  const good = '2["print_request",{}]';
  const rows: [string, unknown[], RegExp][] = [
    ["broken JSON", ['2["print_request",{"a":]'], /event "print_request", invalid payload, 24 characters/],
    ["no event name", ["2{}"], /invalid payload/],
    ["a reserved event name", ['2["disconnect"]'], /invalid payload/],
    ["an unknown packet type", ["9[]"], /unknown packet type 9/],
    ["binary out of place", [new Uint8Array([1])], /binary data/],
    ["binary half sent", ['51-["print_request",{"_placeholder":true,"num":0}]', '2["other"]'], /plaintext data/],
    ["too many attachments", ['5999-["print_request"]', new Uint8Array([1]), new Uint8Array([2])], /attachments/],
  ];
  for (const [title, packets, problem] of rows) {
    await t.step(title, () => {
      const { decoded, problems } = decode(...packets, good);
      assert.equal(problems.length, 1, problems.join());
      assert.match(problems[0] ?? "", problem);
      assert.deepEqual(decoded.at(-1), [2, undefined, ["print_request", {}]]);
    });
  }
});

Deno.test("tolerantParser() decodes binary events when a part of them is NaN", () => {
  const { decoded, problems } = decode('51-["e",{"n":NaN,"b":{"_placeholder":true,"num":0}}]', new Uint8Array([7]));
  assert.deepEqual(problems, []);
  assert.deepEqual(decoded, [[2, undefined, ["e", { n: "NaN", b: new Uint8Array([7]) }]]]);
});

Deno.test("tolerantParser() reads a farewell with a reason as a refusal, as always_connect sends it", () => {
  assert.deepEqual(decode('1{"message":"unknown session"}').decoded, [[4, undefined, { message: "unknown session" }]]);
  assert.deepEqual(decode("1").decoded, [[1, undefined, undefined]]);
});

Deno.test("tolerantParser() reads 5 MB with a NaN in less than a second", () => {
  const text = '\\"quoted\\" '.repeat(400_000);
  const startedAtMs = performance.now();
  const { decoded } = decode(`2["print_request",{"content":"${text}","total":NaN}]`);
  assert.equal(decoded.length, 1);
  assert.ok(performance.now() - startedAtMs < 1_000);
});
