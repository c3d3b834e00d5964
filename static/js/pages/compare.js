// The page that lays cells, or two sentences, side by side: its parts, put together.

import { TEXTS } from "../core/compare/link.js";
import { laneRows, memoryRows } from "../core/compare/tables.js";
import { t } from "../core/texts.js";
import { readAddress } from "../lib/address.js";
import { theme } from "../lib/look.js";
import { all, input, part, select } from "../lib/page.js";
import { Refusal } from "../lib/refusal.js";
import { source } from "../lib/source.js";
import { asking } from "./compare/asking.js";
import { far } from "./compare/far.js";
import { going, PAUSES, spoken, whereIn } from "./compare/going.js";
import { arriving } from "./compare/link.js";
import { requestForm } from "./compare/request.js";
import { side } from "./compare/side.js";
import { slide } from "./compare/slide.js";
import { compareState } from "./compare/state.js";
import { address } from "./parts/address.js";
import { loadFigures } from "./parts/figures.js";
import { keys } from "./parts/help.js";
import { said } from "./parts/said.js";
import { tables } from "./parts/tables.js";
import { offerTaught, offerTaughtBoxes } from "./parts/taught.js";
import { speaks, transport } from "./parts/transport.js";

/** @import { Texts } from "./compare/state.js" */

const STAY = 150; // milliseconds until the address follows

offerTaughtBoxes(part("all"));
offerTaught(select("cell"));
const texts = /** @type {Texts} */ (Object.fromEntries(TEXTS.map((name) => [name, input(name).defaultValue])));
const state = compareState(all(part("cells"), "input", HTMLInputElement).map(({ value }) => value), texts, theme);
const { ask, learn } = asking(state, source);
const { choose, ...player } = going(state);

said(state.said, () => state.pending.value);
requestForm(state, ask);
slide(state, ask);
side(state, choose);
tables({
  lanes: () => ({ title: t("compare.table.rows"), ...laneRows(state.blocks.value, state.words.value) }),
  memory: () => ({ title: t("compare.table.memory"), ...memoryRows(state.blocks.value, state.words.value) }),
  scores: far(state),
});
keys(
  transport(state, {
    ...player,
    at: () => state.column.value,
    last: () => Math.max(1, state.columns.value.length - 1),
    where: () => whereIn(state),
    pauses: PAUSES,
  }),
);
speaks(state, () => spoken(state));

loadFigures(state.said, t("compare.far.unloaded"));
const link = arriving(state, texts, ask);
const text = readAddress();
link.dress(text); // what is typed before the app has told of its cells must stay
void begin();

async function begin() {
  try {
    await learn();
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    state.said.value = { text: error.message, again: error.again ? () => void begin() : null };
    return;
  }
  address(state, STAY, link.arrive);
  link.begin(text);
}
