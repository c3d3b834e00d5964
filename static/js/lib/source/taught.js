// The app, and the networks that were taught in this browser: their weights go with every question, and the app keeps none.

import { t } from "../../core/texts.js";
import { Refusal } from "../refusal.js";
import { taught } from "../taught.js";
import { ask } from "./app.js";

/** @import { Cell } from "../../core/walk.js" */
/** @import { Kept } from "../taught.js" */
/** @import { Source } from "../source.js" */

const MOST = 390_000; // characters of networks in one question: what the app takes, less the rest of it
const TOO_MUCH = t("common.taught.too-much");

/**
 * @param {Source} app
 * @returns {Source}
 */
export function withTaught(app) {
  return {
    can: app.can,
    async cells() {
      const [cells, ...own] = await Promise.all([app.cells(), ...taught().map(cellOf)]);
      return [...cells, ...own];
    },
    trace: (asked, stop) => app.trace(carrying(asked), stop),
    arithmetic: (asked, stop) => app.arithmetic(carrying(asked), stop),
    gradients: (asked, stop) => app.gradients(carrying(asked), stop),
    ledger: (asked, stop) => app.ledger(carrying(asked), stop),
    comparison({ sentences, cells }, stop) {
      const own = taught().filter(({ name }) => cells.includes(name));
      if (!own.length) return app.comparison({ sentences, cells }, stop);
      if (own.reduce((all, { file }) => all + file.length, 0) > MOST) return Promise.reject(new Refusal(TOO_MUCH));
      const networks = Object.fromEntries(own.map(({ name, file }) => [name, file]));
      return app.comparison({ sentences, cells: cells.filter((name) => !Object.hasOwn(networks, name)), networks }, stop);
    },
  };
}

/**
 * What is asked of a taught network, with the network; before it learned anything, with its first weights.
 * @template {{cell: string, untaught?: true}} Q
 * @param {Q} asked
 * @returns {Q}
 */
function carrying(asked) {
  const own = taught().find(({ name }) => name === asked.cell);
  if (!own) return asked;
  return { ...asked, cell: undefined, untaught: undefined, network: asked.untaught ? own.first : own.file };
}

/** As the app tells of its own cells. @param {Kept} kept @returns {Promise<Cell>} */
async function cellOf({ name, title, text, sizes }) {
  const { plan: _, count: parameters, ...written } = await ask("programs", undefined, { text, ...sizes });
  const [units, layers] = [sizes.units, sizes.layers];
  return { ...written, name, title, paper: "", note: "", units, layers, parameters, model: { trained: true, held_out: null } };
}
