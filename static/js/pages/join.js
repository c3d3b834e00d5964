// The page of a student in a room: its parts, put together.

import { inTab } from "../lib/remembered.js";
import { door } from "./join/door.js";
import { follow } from "./join/follow.js";
import { guessing } from "./join/guessing.js";
import { drawPicture } from "./join/picture.js";
import { saying } from "./join/saying.js";
import { joinState } from "./join/state.js";
import { notices } from "./join/notices.js";

/** @import { Guess } from "./join/state.js" */

const kept = /** @type {ReturnType<typeof inTab<Guess>>} */ (inTab("gatewalk-guess"));
const state = joinState(kept.read());

drawPicture(state);
const room = follow(state);
notices(state);
guessing(state, room, kept);
saying(state, room);
door(state, room);
