// Asks the script whose name is given one question after the other, so that Node and the engine start once for many: each line
// of the standard input is what it is told, as JSON; each line of the standard output is its answer, or what went wrong.
import { createInterface } from "node:readline";

const { default: answered } = await import(`./${process.argv[2]}.js`);
const plain = (_, one) => (ArrayBuffer.isView(one) ? Array.from(one, (number) => (Number.isFinite(number) ? number : String(number))) : one);
const answerTo = async (line) => {
  try {
    return { answer: await answered(JSON.parse(line)) };
  } catch (error) {
    return { problem: error.stack };
  }
};

for await (const line of createInterface({ input: process.stdin })) {
  process.stdout.write(`${JSON.stringify(await answerTo(line), plain)}\n`);
}
