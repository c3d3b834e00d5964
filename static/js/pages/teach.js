// The page of a teacher in a room: its parts, put together.

import { inBrowser } from "../lib/remembered.js";
import { question } from "./teach/question.js";
import { bar } from "./teach/bar.js";
import { door, keptOrTaken } from "./teach/door.js";
import { entrance } from "./teach/entrance.js";
import { guess } from "./teach/guess.js";
import { lesson } from "./teach/lesson.js";
import { more } from "./teach/more.js";
import { drawPicture } from "./teach/picture.js";
import { sentences } from "./teach/sentences.js";
import { teachState } from "./teach/state.js";
import { teaching } from "./teach/teaching.js";

/** @import { Kept } from "./teach/state.js" */

const kept = /** @type {ReturnType<typeof inBrowser<Kept>>} */ (inBrowser("gatewalk-room"));
const state = teachState(keptOrTaken(kept));
const room = teaching(state);

const shown = drawPicture(state, room);
bar(state, room, shown);
entrance(state);
question(state, room, shown);
guess(state, room);
sentences(state, room, shown);
lesson(state, room, shown);
more(state, room);
door(state, room, shown, kept);
