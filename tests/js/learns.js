// One network and its batches, and what the engine makes of them.
import { readFileSync } from "node:fs";
import { Learner } from "../../static/js/engine/learner.js";
import { Room } from "../../static/js/engine/room.js";
import { BINARY } from "./kernels.js";

const KERNELS = new WebAssembly.Module(readFileSync(BINARY));
const sizeOf = (shape) => shape.reduce((all, one) => all * one, 1);
const list = (array) => Array.from(array, (one) => (Number.isFinite(one) ? one : null));

export default function learns({ plan, task, weights, batches, updates, pace }) {
  const room = Room.of(KERNELS);
  const learner = new Learner(room, plan, task);
  const of = (laid) => Object.fromEntries(Object.entries(laid).map(([name, { place, shape }]) => [name, list(room.at(place, sizeOf(shape)))]));
  for (const [name, values] of Object.entries(weights)) {
    const { place, shape } = learner.weights.of[name];
    room.at(place, sizeOf(shape)).set(values);
  }
  const packed = batches.map((batch) => ({
    ...batch,
    ...Object.fromEntries(["x", "targets", "weights", "fresh"].filter((key) => batch[key]).map((key) => [key, Float32Array.from(batch[key])])),
    ...Object.fromEntries(["rows", "lengths"].filter((key) => batch[key]).map((key) => [key, Uint32Array.from(batch[key])])),
  }));

  const { outputs, rows } = learner.answer(packed[0]);
  const first = { said: list(outputs), rows: list(rows) };
  const loss = learner.loss(packed[0]);
  const gradients = of(learner.gradients.of);
  const learned = Array.from({ length: updates }, (_, n) => learner.update(packed[n % packed.length], pace));
  return { ...first, loss, gradients, losses: learned.map((one) => one.loss), norms: learned.map((one) => one.norm), weights: of(learner.weights.of) };
}
