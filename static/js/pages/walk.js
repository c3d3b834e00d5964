// The page that walks a sentence: its parts, put together.

import { t } from "../core/texts.js";
import { lightTogether } from "../lib/lit.js";
import { theme } from "../lib/look.js";
import { part, select } from "../lib/page.js";
import { source } from "../lib/source.js";
import { address } from "./parts/address.js";
import { asks } from "./parts/asks.js";
import { loadFigures } from "./parts/figures.js";
import { keys } from "./parts/help.js";
import { presenting } from "./parts/present.js";
import { said } from "./parts/said.js";
import { offerTaught } from "./parts/taught.js";
import { speaks, transport } from "./parts/transport.js";
import { asking } from "./walk/asking.js";
import { offerAway, offerTables } from "./walk/away.js";
import { belts } from "./walk/belts.js";
import { beside } from "./walk/beside.js";
import { cell } from "./walk/cell.js";
import { flow } from "./walk/flow.js";
import { gates } from "./walk/gates.js";
import { commands, going, PAUSES, spoken, whereIn } from "./walk/going.js";
import { forms } from "./walk/hold.js";
import { ledger } from "./walk/ledger.js";
import { arriving, dress, first, namesAnother, namesOf } from "./walk/link.js";
import { number } from "./walk/number.js";
import { pictures } from "./walk/pictures.js";
import { requestForm } from "./walk/request.js";
import { scene } from "./walk/scene.js";
import { stage } from "./walk/stage.js";
import { STAY, walkState } from "./walk/state.js";
import { sentence } from "./walk/track.js";
import { whatIf } from "./walk/whatif.js";

if (source.can.trace) offerTaught(select("cell"));
const { answer, link, view } = first();
const isOther = source.can.trace && namesAnother(view);
const state = walkState(answer, isOther ? {} : view, theme);
dress(state, view);
state.moves.value = !matchMedia("(prefers-reduced-motion: reduce)").matches;

const requests = asking(state, source);
const to = going(state);
const { commands: ways, ...player } = commands(state, to);

said(state.said, () => state.pending.value !== null);
requestForm(state, requests);
sentence(state, to.stopAt);
const open = beside(state, to.choose);
gates(state, open.fromTable);
stage(state, to.stopAt, source.can.trace);
const { add, changing, commands: again } = whatIf(state, source, requests);
const belt = belts(state, open.fromBelt, source.can.trace ? { tried: requests.tried, changing } : null);
forms(state, add);
number(state, source, to.choose);
cell(state);
pictures(state, to.openAt);
offerTables(state, { ledger: ledger(state, source, to.stopAt), flow: flow(state, source, requests.learn) });
offerAway(state, belt);
scene(state, requests.ask);
asks(source.can);
keys(
  transport(state, {
    ...player,
    commands: { ...ways, ...again, ...presenting(state) },
    at: () => state.number.value,
    last: () => state.last.value,
    where: () => whereIn(state),
    pauses: PAUSES,
    isOn: () => !state.untaught.value,
  }),
  true,
);
speaks(state, () => spoken(state));
loadFigures(state.said, t("walk.failed.pictures"));
lightTogether(part("main"));
const arrive = arriving(state, requests.ask, namesOf(state));
if (isOther) arrive(link);
if (source.can.trace) address(state, STAY, arrive); // a page that was taken away keeps what it was taken with
