// The page on which one watches the network of this app grow up: its parts, put together.

import { readAddress } from "../lib/address.js";
import { bindText } from "../lib/bind.js";
import { input, part } from "../lib/page.js";
import { asking } from "./growing/asking.js";
import { going } from "./growing/going.js";
import { showing } from "./growing/showing.js";
import { growingState } from "./growing/state.js";
import { address } from "./parts/address.js";
import { said } from "./parts/said.js";

const STAY = 300; // milliseconds until the address follows

const first = input("text").defaultValue;
const state = growingState(first);
const read = asking(state);

said(state.said, () => state.pending.value);
bindText(input("text"), state.typed);
part("sentence").addEventListener("submit", (event) => {
  event.preventDefault();
  void read();
});
showing(state);
going(state);
/** @param {string} text of a link */
const arrive = (text) => {
  const named = new URLSearchParams(text);
  [state.awaited.value, state.typed.value] = [true, named.get("sentence") ?? first];
  void read(Number(named.get("snapshot")) || 0);
};
const link = readAddress();
address(state, STAY, arrive);
arrive(link);
