// The page on which a teacher writes a lesson: its parts, put together.

import { linkIn, withStep } from "../core/lessons/text.js";
import { elementAt, given, part } from "../lib/page.js";
import { picture } from "../lib/picture.js";
import { checks } from "./lessons/checks.js";
import { going } from "./lessons/going.js";
import { guessing } from "./lessons/guessing.js";
import { end, progresses } from "./lessons/progress.js";
import { shown } from "./lessons/shown.js";
import { taken, written } from "./lessons/state.js";
import { begun, modes, put, writing } from "./lessons/writing.js";

const offered = given("given");
const link = linkTaken();
const state = written(begun(offered, link), link !== "");
const preview = taken({ title: "", steps: [] }, {}, 0);
const page = part("main");
const root = page.dataset.root ?? "./";
const shows = picture(elementAt(document, "#picture", HTMLIFrameElement), root);
const isTaken = () => state.isPreview.value;

writing(state, shows, offered.starter);
modes(state);
guessing(preview);
shown(preview, shows, page, isTaken);
progresses(preview);
end(preview);
going(preview, shows, isTaken); // after the others: what it puts the focus on is seen by then
shows.show(link || "./");
checks(state, preview, shows, root);

// One more step, from a page that opened this one before.
addEventListener("hashchange", () => {
  const next = linkTaken();
  if (!next) return;
  state.isPreview.value = false;
  put(state, withStep(state.text.value, next));
});

function linkTaken() {
  const link = linkIn(location.hash.slice(1));
  if (link) history.replaceState(null, "", location.pathname + location.search); // a reload makes no second step of it
  return link;
}
