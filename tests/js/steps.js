// Steps of Adam: the weights after all of them, and the norms.
import { Adam } from "../../static/js/engine/adam.js";

export default function steps({ weights, gradients, rate, clip }) {
  const numbers = Float32Array.from(weights);
  const adam = new Adam(numbers.length);
  const norms = gradients.map((gradient) => adam.step(numbers, Float32Array.from(gradient), rate, clip));
  return { weights: Array.from(numbers), norms: norms.map(String), steps: adam.steps };
}
