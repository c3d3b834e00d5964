// The app, and the networks that were taught in this browser: their weights go with every request, and the app keeps none.

import { t } from "../../core/texts.js";
import { Refusal } from "../refusal.js";
import { taught } from "../taught.js";
import { ask } from "./app.js";

/** @import { Cell } from "../../core/walk.js" */
/** @import { Kept } from "../taught.js" */
/** @import { Source } from "../source.js" */

const MOST = 390_000; // characters of networks in one request: what the app takes, less the rest of it
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
    trace: (request, stop) => app.trace(carrying(request), stop),
    arithmetic: (request, stop) => app.arithmetic(carrying(request), stop),
    gradients: (request, stop) => app.gradients(carrying(request), stop),
    ledger: (request, stop) => app.ledger(carrying(request), stop),
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
 * A request to a taught network, with the network; before it learned anything, with its first weights.
 * @template {{cell: string, untaught?: true}} Q
 * @param {Q} request
 * @returns {Q}
 */
function carrying(request) {
  const own = taught().find(({ name }) => name === request.cell);
  if (!own) return request;
  return { ...request, cell: undefined, untaught: undefined, network: request.untaught ? own.first : own.file };
}

/** As the app tells of its own cells. @param {Kept} kept @returns {Promise<Cell>} */
async function cellOf({ name, title, text, sizes }) {
  const { plan: _, count: parameters, ...written } = await ask("programs", undefined, { text, ...sizes });
  const [units, layers] = [sizes.units, sizes.layers];
  return { ...written, name, title, paper: "", note: "", units, layers, parameters, model: { trained: true, held_out: null } };
}
