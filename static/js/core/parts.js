// What the signals of a cell are to a reader: which are gates, and in which words they are spoken of.

/** @typedef {"usual" | "article"} Naming */

/** In the words of a popular article that calls the gates after what they do. */
const ARTICLE = {
  "forget gate": "remember gate",
  "input gate": "learn gate",
  "output gate": "use gate",
  "cell state": "long-term memory",
  "hidden state": "short-term memory",
};

/** One sentence for each role: what it decides. */
const DECIDES = {
  "forget gate": "how much of each old value stays on the belt",
  "input gate": "how much of the candidate is put onto the belt",
  "output gate": "how much of the belt is shown to the answer",
  candidate: "what could be put onto the belt",
  "update gate": "how much of each old value stays",
  "reset gate": "how much of the old state the candidate may see",
  "depth gate": "how much of the belt below is put onto this one",
  clock: "whether a group of units is computed at this step (1) or sleeps (0)",
  "cell state": "the belt: what the network carries along",
  "hidden state": "what the network says at this step, and hears at the next",
};

/**
 * @param {import("./walk.js").Equation} equation
 * @param {Naming} naming
 */
export function nameOf({ role }, naming) {
  return (naming === "article" && ARTICLE[/** @type {keyof typeof ARTICLE} */ (role)]) || role;
}

/** @param {import("./walk.js").Equation} equation */
export function decides({ role }) {
  return DECIDES[/** @type {keyof typeof DECIDES} */ (role)] ?? "";
}

/**
 * The equations that are no states: the gates and the candidate, in the order of the cell.
 * @param {import("./walk.js").Cell} cell
 */
export function gatesOf(cell) {
  return cell.equations.filter(({ role }) => role.endsWith("gate") || role === "clock" || role === "candidate");
}

/**
 * What the bars under a word are, in words.
 * @param {import("./walk.js").Cell} cell
 * @param {Naming} naming
 */
export function gateNames(cell, naming) {
  const names = gatesOf(cell)
    .filter((equation) => !isSigned(equation))
    .map((equation) => nameOf(equation, naming).replace(/ gate$/, ""));
  return names.length ? `its gates (${names.join(", ")}), and` : "";
}

/**
 * Whether a signal has a sign; gates run from 0 to 1 and have none.
 * @param {import("./walk.js").Equation} equation
 */
export function isSigned({ role }) {
  return !(role.endsWith("gate") || role === "clock");
}
