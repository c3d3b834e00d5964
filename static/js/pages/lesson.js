// The page on which somebody takes a lesson alone: its parts, put together.

import { elementAt, given, part } from "../lib/page.js";
import { picture } from "../lib/picture.js";
import { going, stepIn } from "./lessons/going.js";
import { guessing } from "./lessons/guessing.js";
import { guessesOf, keeping } from "./lessons/kept.js";
import { end, progresses } from "./lessons/progress.js";
import { shown } from "./lessons/shown.js";
import { taken } from "./lessons/state.js";

const { name, lesson } = given("lesson");
const state = taken(lesson, guessesOf(name), stepIn(location.hash, lesson.steps.length));
const frame = elementAt(document, "#picture", HTMLIFrameElement);
const page = part("main");
const shows = picture(frame, page.dataset.root ?? "./");

guessing(state);
shown(state, shows, page);
keeping(name, state.guesses);
progresses(state);
end(state);
going(state, shows); // last: what it puts the focus on is seen by then
