import assert from "node:assert/strict";
import { formatNotice, maskedSettings, parseSettings } from "../../src/config.ts";
import { isDirect } from "../../src/config/network.ts";
import { DIRECT } from "../../src/domain/network.ts";
import { GUIDE, problemsOf, settingsOf, source } from "./source.ts";

const PEM = "-----BEGIN CERTIFICATE-----\nTUlJ\n-----END CERTIFICATE-----\n";
const HTTPS = GUIDE.replace("http://localhost:5001", "https://shop.example");

function networkOf(text: string, environment: Record<string, string> = {}) {
  const loaded = parseSettings(source(HTTPS + text, { readText: () => PEM, environment }));
  assert.ok("settings" in loaded, "problems" in loaded ? problemsOf(loaded).join("\n") : "");
  return { ...loaded.settings.network, warnings: loaded.warnings.map(formatNotice) };
}

Deno.test("parseSettings() goes the direct way when nothing is written", () => {
  assert.deepEqual(settingsOf("").network, DIRECT);
});

Deno.test("parseSettings() reads the certificates of TLS_CA_FILE beside the settings file", () => {
  const asked: string[] = [];
  const readText = (path: string) => {
    asked.push(path);
    return PEM;
  };
  assert.equal(settingsOf("TLS_CA_FILE=own-ca.pem", { readText }).network.trustedPem, PEM);
  assert.deepEqual(asked, ["C:\\Shop\\own-ca.pem"]);
});

Deno.test("parseSettings() says what is wrong with TLS_CA_FILE", async (t) => {
  const remedy = 'Name a file in PEM form (.pem, .crt); Windows exports one as "Base-64 encoded X.509".';
  const cases: [string, string | { problem: string }, string][] = [
    [
      "missing",
      { problem: "there is no such file" },
      'cannot read the certificates in "C:\\Shop\\x.pem": there is no such file',
    ],
    [
      "a key",
      "-----BEGIN RSA PRIVATE KEY-----\nTUlJ\n-----END RSA PRIVATE KEY-----",
      'there is no certificate in "C:\\Shop\\x.pem", but a private key',
    ],
    ["in another form", "0\u0082\u0003", 'there is no certificate in "C:\\Shop\\x.pem"'],
  ];
  for (const [name, content, message] of cases) {
    await t.step(name, () => {
      const loaded = parseSettings(source(`${GUIDE}TLS_CA_FILE=x.pem`, { readText: () => content }));
      assert.deepEqual(problemsOf(loaded), [`line 5: TLS_CA_FILE "x.pem": ${message}. ${remedy}`]);
    });
  }
});

Deno.test("parseSettings() warns at each start of TLS_INSECURE", () => {
  const { isInsecure, warnings } = networkOf("TLS_INSECURE=on");
  assert.ok(isInsecure);
  assert.match(warnings.join(), /TLS_INSECURE "on": any certificate is taken, so whoever stands between/);
});

Deno.test("parseSettings() takes the proxy for https alone, of the file or of the PC", async (t) => {
  const url = "http://till:s3cret@proxy.example:3128/";
  await t.step("of the file", () => assert.equal(networkOf(`HTTPS_PROXY=${url}`).proxyUrl, url));
  await t.step(
    "of the PC",
    () => assert.equal(networkOf("", { https_proxy: "proxy.example:3128" }).proxyUrl, "http://proxy.example:3128/"),
  );
  await t.step("not for a host of NO_PROXY", () => {
    assert.equal(networkOf(`HTTPS_PROXY=${url}\nNO_PROXY=other, .example`).proxyUrl, null);
  });
  await t.step("not for http", () => {
    assert.equal(settingsOf(`HTTPS_PROXY=${url}`).network.proxyUrl, null);
    const [said] = parseSettings(source(`${GUIDE}HTTPS_PROXY=${url}`)).warnings;
    assert.ok(said !== undefined);
    assert.match(formatNotice(said), /not used: SOCKET_URL begins with http/);
    assert.doesNotMatch(formatNotice(said), /s3cret/);
    assert.deepEqual(parseSettings(source(GUIDE, { environment: { HTTPS_PROXY: url } })).warnings, []);
  });
  await t.step("never a wrong one", () => {
    const problems = problemsOf(parseSettings(source(`${HTTPS}HTTPS_PROXY=socks5://a:s3cret@b`)));
    assert.match(problems.join(), /is no address of a HTTP proxy\. Write it like http:/);
    assert.doesNotMatch(problems.join(), /s3cret/);
  });
  await t.step("its password is never shown", () => {
    const loaded = parseSettings(source(`${HTTPS}HTTPS_PROXY=${url}`));
    assert.ok("settings" in loaded);
    assert.doesNotMatch(JSON.stringify(maskedSettings(loaded.settings)), /s3cret/);
  });
});

Deno.test("isDirect() reads NO_PROXY as others do", async (t) => {
  const cases: [string, string, string, boolean][] = [
    ["localhost", "443", "", true],
    ["127.0.0.1", "443", "", true],
    ["shop.example", "443", "", false],
    ["shop.example", "443", "*", true],
    ["shop.example", "443", "example", true],
    ["SHOP.example", "443", ".Example", true],
    ["shop.example", "443", "*.example", true],
    ["myexample", "443", "example", false],
    ["shop.example", "443", "shop.example:8443", false],
    ["shop.example", "8443", "a b,shop.example:8443", true],
    ["192.168.1.20", "443", "192.168.1.20", true],
  ];
  for (const [host, port, list, expected] of cases) {
    await t.step(`${host}:${port} with "${list}"`, () => assert.equal(isDirect(host, port, list), expected));
  }
});
