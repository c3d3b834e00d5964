// Steps of Adam: {weights, gradients, rate, clip} on the standard input as JSON; the weights after each step, and the norms.
import { readFileSync } from "node:fs";
import { Adam } from "../../static/js/engine/adam.js";

const { weights, gradients, rate, clip } = JSON.parse(readFileSync(0, "utf8"));
const numbers = Float32Array.from(weights);
const adam = new Adam(numbers.length);
const norms = gradients.map((gradient) => adam.step(numbers, Float32Array.from(gradient), rate, clip));
process.stdout.write(JSON.stringify({ weights: Array.from(numbers), norms: norms.map(String), steps: adam.steps }));
