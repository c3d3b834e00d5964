// What the measured scores say, in sentences that are made from the numbers, also where they are not what is often said.

/** @typedef {import("./gaps.js").Measured} Measured */
/** @typedef {import("./gaps.js").Score} Score */

/**
 * @param {Measured[]} cells
 * @param {import("./gaps.js").Band[]} bands
 * @returns {string[]}
 */
export function findings(cells, bands) {
  const [short, long] = [bands[0], bands.at(-1)];
  if (!short || !long) return [];
  const after = `After ${long.from} to ${long.to} words`;
  /** @param {string} name @param {string} band */
  const score = (name, band) => cells.find((cell) => cell.name === name)?.gaps[band];
  const [rnnShort, rnnLong, clock, lstm] = [score("rnn", short.name), score("rnn", long.name), score("clockwork", long.name), score("lstm", long.name)];
  const [gru, before, peephole, depth] = ["gru", "gru_before", "peephole", "depth_gated"].map((name) => score(name, long.name));
  const found = [];
  if (rnnShort && rnnLong) {
    found.push(
      `“A plain RNN has no memory”: not so. Up to ${short.to} words it is right in ${percent(rnnShort)} of the questions, and it loses the fact little by little. ${after} it is right in ${percent(rnnLong)}.`,
    );
  }
  if (lstm && gru && before) {
    found.push(
      `“The GRU is as good as the LSTM”: ${after.toLowerCase()} the LSTM has ${percent(lstm)}, the GRU ${percent(gru)}, which is ${besides(gru, lstm)}. With its reset gate before the product it has ${percent(before)}, which is ${besides(before, lstm)}.`,
    );
  }
  if (lstm && peephole && depth) {
    found.push(
      `“Peepholes and depth gates help”: with peepholes it has ${percent(peephole)}, ${besides(peephole, lstm)} than without; with a depth gate ${percent(depth)}, ${besides(depth, lstm)}. Where 95 % intervals meet, it may be chance.`,
    );
  }
  if (clock && rnnLong) {
    found.push(
      `“Slow clocks remember long”: here the clockwork RNN has ${percent(clock)}, ${besides(clock, rnnLong)} than the plain RNN. All networks were trained in the same way; another training might suit it better.`,
    );
  }
  const misled = cells.find(({ name }) => name === "lstm")?.misled[long.name];
  if (misled) {
    found.push(
      `“The gates know what matters”: they know what the stories taught. Sentences such as “Football is a great sport” stood in none, and to the network look like news of a topic: ${after.toLowerCase()} of them the LSTM is right in ${percent(misled)}.`,
    );
  }
  return found;
}

/** @param {Score} score */
function percent({ accuracy }) {
  return `${(100 * accuracy).toFixed(1)} %`;
}

/**
 * Whether one score is better than another: only where their 95 % intervals do not meet.
 * @param {Score} one
 * @param {Score} other
 */
function besides(one, other) {
  if (one.low > other.high) return "better";
  return one.high < other.low ? "worse" : "not surely better or worse";
}
