// How long an update takes: {plan, task, sentences, steps, updates} on the standard input as JSON; the milliseconds of each.
import { readFileSync } from "node:fs";
import { Learner } from "../../static/js/engine/learner.js";
import { generator } from "../../static/js/engine/random.js";
import { Room } from "../../static/js/engine/room.js";
import { BINARY } from "./kernels.js";

const { plan, task, updates } = JSON.parse(readFileSync(0, "utf8"));
const learner = new Learner(Room.of(new WebAssembly.Module(readFileSync(BINARY))), plan, task);
learner.begin(1, { span: 32, forget: null });
const random = generator(2);
const places = task.steps * task.sentences;
const batch = {
  steps: task.steps,
  lengths: new Uint32Array(task.sentences).fill(task.steps),
  rows: Uint32Array.from({ length: places }, () => random() * task.symbols),
  targets: Float32Array.from({ length: places }, () => Math.floor(random() * task.answers)),
  weights: new Float32Array(places).fill(1),
};
const took = [];
for (let n = 0; n < updates; n++) {
  const begun = performance.now();
  learner.update(batch, { rate: 1e-4, clip: 1 });
  took.push(performance.now() - begun);
}
process.stdout.write(JSON.stringify(took));
