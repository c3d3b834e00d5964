// What the page can ask of the engine, one after the other: a list of [ask, of] on the standard input as JSON. {"$": n} stands
// for the answer to the n-th. On the standard output all answers, and what was told without being asked.
import { readFileSync } from "node:fs";
import { Lab } from "../../static/js/engine/lab.js";
import { BINARY } from "./kernels.js";

const reports = [];
const lab = new Lab(new WebAssembly.Module(readFileSync(BINARY)), (report) => reports.push(structuredClone(report)));
const answers = [];
const filled = (of) => (of && typeof of === "object" && "$" in of ? answers[of.$] : of);
for (const [ask, of] of JSON.parse(readFileSync(0, "utf8"))) {
  const request = filled(of);
  const given = request && typeof request === "object" && !Array.isArray(request) && ask !== "restore"
    ? Object.fromEntries(Object.entries(request).map(([key, one]) => [key, filled(one)]))
    : request;
  try {
    answers.push(structuredClone(await lab[ask](given ?? undefined)) ?? null);
  } catch (error) {
    answers.push({ problem: error.message });
  }
}
const plain = (_, one) => (ArrayBuffer.isView(one) ? Array.from(one, (number) => (Number.isFinite(number) ? number : String(number))) : one);
process.stdout.write(JSON.stringify({ answers, reports }, plain));
