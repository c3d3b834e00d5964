// Follows a real room and writes down what it sees, a line each: `node --experimental-eventsource follow_room.js ADDRESS TOKEN`.
// What comes by the standard input is answered to the question `first`; when that ends, so does this.

import { createInterface } from "node:readline";
import { Follower } from "../../static/js/rooms/client.js";
import { browser } from "../../static/js/rooms/world.js";

const [address = "", token = ""] = process.argv.slice(2);
/** @param {object} seen */
const write = (seen) => process.stdout.write(`${JSON.stringify(seen)}\n`);

// Node has no page to be looked at; all else is what a browser has.
const world = { ...browser(), isSeen: () => true, watch() {}, line: () => null };
const page = {
  show: (/** @type {{number: number}} */ { number }) => write({ number }),
  say: (/** @type {string} */ status) => write({ status }),
  refuse: (/** @type {string} */ why) => write({ why }),
};
const follower = new Follower(address, token, page, world);
follower.begin();
const lines = createInterface({ input: process.stdin });
lines.on("line", (value) => follower.answer("first", Number(value)));
lines.on("close", () => process.exit());
