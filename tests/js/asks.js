// What the page can ask of the engine, one after the other: a list of [ask, of], in which {"$": n} stands for the answer to the
// n-th. All answers, and what was told without being asked.
import { readFileSync } from "node:fs";
import { Lab } from "../../static/js/engine/lab.js";
import { BINARY } from "./kernels.js";

const KERNELS = new WebAssembly.Module(readFileSync(BINARY));

export default async function asks(calls) {
  const reports = [];
  const lab = new Lab(KERNELS, (report) => reports.push(structuredClone(report)));
  const answers = [];
  const filled = (of) => (of && typeof of === "object" && "$" in of ? answers[of.$] : of);
  for (const [ask, of] of calls) {
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
  return { answers, reports };
}
