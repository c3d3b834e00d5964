// Lessons, as the page would teach them: a list of {loaded, errand, judge} on the standard input as JSON; for each of them one
// line of JSON: how it ended, after how many updates and seconds, and what the network makes of other sets.
import { readFileSync } from "node:fs";
import { Lab } from "../../static/js/engine/lab.js";
import { BINARY } from "./kernels.js";

const module = new WebAssembly.Module(readFileSync(BINARY));
for (const { loaded, errand, judge } of JSON.parse(readFileSync(0, "utf8"))) {
  const lab = new Lab(module, () => {});
  lab.load(loaded);
  const begun = performance.now();
  const { ended, update } = await lab.learn(errand);
  const seconds = (performance.now() - begun) / 1000;
  const judged = {};
  for (const set of judge) judged[set] = await lab.judge({ set });
  console.log(JSON.stringify({ ended, update, seconds, judged }));
}
