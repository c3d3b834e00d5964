// The lab: a network that learns in front of one's eyes. Its parts, put together.

import { readAddress } from "../lib/address.js";
import { theme } from "../lib/look.js";
import { given } from "../lib/page.js";
import { cell } from "./lab/cell.js";
import { charts } from "./lab/charts.js";
import { failures } from "./lab/failures.js";
import { held } from "./lab/held.js";
import { Learning } from "./lab/learning.js";
import { followed } from "./lab/followed.js";
import { lesson } from "./lab/lesson.js";
import { arrive, onward } from "./lab/onward.js";
import { running } from "./lab/running.js";
import { series } from "./lab/series.js";
import { slowly } from "./lab/slowly.js";
import { labSource } from "./lab/source.js";
import { labState } from "./lab/state.js";
import { labTables } from "./lab/tables.js";
import { watched } from "./lab/watched.js";
import { writes } from "./lab/writes.js";
import { said } from "./parts/said.js";
import { tables } from "./parts/tables.js";

const state = labState(given("tasks"), given("starters"), theme);
const source = labSource();

said(state.said, () => state.pending.value);
lesson(state);
arrive(state, readAddress());
const learning = new Learning(state, source);
running(state, learning);
charts(state);
watched(state, (lane) => learning.engineOf(lane));
held(state);
series(state);
writes(state, (lane) => learning.engineOf(lane));
slowly(state, learning);
cell(state, source.anyProgram);
failures(state, learning);
onward(state, learning);
followed(state, learning);
tables(labTables(state));
