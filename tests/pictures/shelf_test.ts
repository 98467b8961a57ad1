import assert from "node:assert/strict";
import { join } from "node:path";
import { encode } from "fast-png";
import { PictureShelf } from "../../src/pictures/shelf.ts";
import type { NoPicture, Picture } from "../../src/domain/picture.ts";

function png(grey: number): Uint8Array {
  return encode({ width: 1, height: 1, channels: 1, data: Uint8Array.of(grey) });
}

function url(bytes: Uint8Array): string {
  return `data:image/png;base64,${bytes.toBase64()}`;
}

function only(found: Picture | NoPicture): unknown {
  return "problem" in found ? found.problem : [...found.grey];
}

/** A shop's folder with `assets/a.png`, and a picture beside it that is nobody's business. */
async function inShop(action: (shelf: PictureShelf, assets: string) => void): Promise<void> {
  const shop = await Deno.makeTempDir();
  try {
    const assets = join(shop, "assets");
    await Deno.mkdir(join(assets, "inner"), { recursive: true });
    await Deno.writeFile(join(assets, "a.png"), png(7));
    await Deno.writeFile(join(shop, "secret.png"), png(9));
    await Deno.writeFile(join(assets, "inner", "b.png"), png(9));
    action(new PictureShelf({ assetsDir: assets, logo: null }), assets);
  } finally {
    await Deno.remove(shop, { recursive: true });
  }
}

Deno.test("PictureShelf.find() gives files of the assets folder and nothing else", () =>
  inShop((shelf, assets) => {
    assert.deepEqual(only(shelf.find("a.png")), [7]);
    assert.match(String(only(shelf.find("missing.png"))), /there is no file "missing.png"/);
    Deno.symlinkSync("../secret.png", join(assets, "link.png"));
    assert.match(String(only(shelf.find("link.png"))), /leads out/);
    const others = ["../secret.png", "..\\secret.png", join(assets, "a.png"), "inner/b.png", "C:a.png", ".hidden.png"];
    const devices = ["nul.png", "COM1.png", "a.png:stream", "a.png\0.png", "aux .png"];
    for (const name of [...others, ...devices, "secret.txt", "a.png/../../secret.png"]) {
      assert.match(String(only(shelf.find(name))), /is no name of a PNG|not loaded/, name);
    }
  }));

Deno.test("PictureShelf.find() never asks the network", () => {
  const shelf = new PictureShelf({ assetsDir: "/nowhere", logo: null });
  for (
    const source of [
      "http://127.0.0.1/a.png",
      "https://a.al/a.png",
      "//a.al/a.png",
      "file:///etc/a.png",
      "ftp://a/b.png",
    ]
  ) {
    assert.equal(only(shelf.find(source)), "pictures are not loaded from the network");
  }
});

Deno.test("PictureShelf.find() reads data: URLs, and keeps short ones", () => {
  const shelf = new PictureShelf({ assetsDir: "/nowhere", logo: null });
  assert.deepEqual(only(shelf.find(url(png(5)))), [5]);
  assert.equal(shelf.find(url(png(5))), shelf.find(url(png(5))));
  assert.equal(only(shelf.find("data:image/png;base64,!!!!")), "it is neither PNG nor JPEG");
  assert.match(String(only(shelf.find("data:text/html,<b>"))), /it is no "data:image/);
  assert.match(String(only(shelf.find(`data:image/png;base64,${"A".repeat(5_700_000)}`))), /more than 4 MB/);
});

Deno.test("PictureShelf.find() reads a file again when it has changed, and only then", () =>
  inShop((shelf, assets) => {
    const first = shelf.find("a.png");
    assert.equal(shelf.find("a.png"), first);
    Deno.writeFileSync(join(assets, "a.png"), png(200));
    Deno.utimeSync(join(assets, "a.png"), 1_000, 1_000);
    assert.deepEqual(only(shelf.find("a.png")), [200]);
  }));

Deno.test("PictureShelf.logo is what find() gives the logo for", () => {
  const logo = { width: 1, height: 1, grey: Uint8Array.of(3) };
  const shelf = new PictureShelf({ assetsDir: "/nowhere", logo });
  assert.equal(shelf.find(shelf.logo ?? ""), logo);
  const without = new PictureShelf({ assetsDir: "/nowhere", logo: null });
  assert.equal(without.logo, null);
  assert.equal(only(without.find("logo:")), "no logo is set");
});
