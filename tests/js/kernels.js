// kernels.wasm from kernels.wat, as it stands: `make kernels` writes it, and a test compares.
import { readFileSync, writeFileSync } from "node:fs";
import { pathToFileURL } from "node:url";

export const TEXT = new URL("../../static/js/engine/kernels.wat", import.meta.url);
export const BINARY = new URL("../../static/js/engine/kernels.wasm", import.meta.url);

export async function assembled() {
  const { default: wabt } = await import("wabt"); // whoever only runs the kernels needs no package
  const { parseWat } = await wabt();
  const module = parseWat("kernels.wat", readFileSync(TEXT, "utf8"), { simd: true, bulk_memory: true });
  module.validate();
  return module.toBinary({}).buffer;
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) writeFileSync(BINARY, await assembled());
