// A network of the lab as a file at a path, and back: `taught` is a network without its weights.
import { writeFileSync } from "node:fs";
import { numbersOf, openedFile, savedFile, weightsOf } from "../../static/js/core/taught/file.js";

export default function saves({ taught, numbers, parameters, path }) {
  const bytes = savedFile({ ...taught, weights: weightsOf(parameters, Float32Array.from(numbers)) });
  writeFileSync(path, bytes);
  const opened = openedFile(bytes);
  return { ...opened, weights: null, numbers: Array.from(numbersOf(opened.weights, parameters)) };
}
