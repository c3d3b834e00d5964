// A network of the lab as a file, and back: {taught, numbers, parameters} on the standard input as JSON, where `taught` is a
// network without its weights. To the path that is given goes the file; to the standard output what the file opens as.
import { readFileSync, writeFileSync } from "node:fs";
import { numbersOf, openedFile, savedFile, weightsOf } from "../../static/js/core/taught/file.js";

const { taught, numbers, parameters } = JSON.parse(readFileSync(0, "utf8"));
const bytes = savedFile({ ...taught, weights: weightsOf(parameters, Float32Array.from(numbers)) });
writeFileSync(/** @type {string} */ (process.argv[2]), bytes);
const opened = openedFile(bytes);
process.stdout.write(JSON.stringify({ ...opened, weights: null, numbers: Array.from(numbersOf(opened.weights, parameters)) }));
