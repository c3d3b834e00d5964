// One update in slow motion: it plays, or one steps through it with buttons, the slider and keys.

import { logScale } from "../../core/lab/chart.js";
import { mapsOf } from "../../core/lab/maps.js";
import { motionInWords, STAGES } from "../../core/lab/motion.js";
import { restAt, shareOf, stageFrom } from "../../core/lab/slowly.js";
import { small } from "../../core/lab/words.js";
import { t } from "../../core/texts.js";
import { hiddenWhile, saying } from "../../lib/bind.js";
import { listen } from "../../lib/keyboard.js";
import { look } from "../../lib/look.js";
import { matches } from "../../lib/media.js";
import { all, elementAt, input, part } from "../../lib/page.js";
import { batch, computed, effect } from "../../lib/signals.js";
import { element } from "../../views/dom.js";
import { legend } from "../../views/lab/legend.js";
import { answers, gradients, memoryStrip, moves } from "../../views/lab/slowly.js";
import { columns } from "../../views/lab/strip.js";

/** @import { Command } from "../../core/keys.js" */
/** @import { Frame, Slow } from "../../core/lab/slowly.js" */
/** @import { Reads } from "../../lib/signals.js" */
/** @import { Learning } from "./learning.js" */
/** @import { Lane, State } from "./state.js" */

const DECADES = 46; // of the numbers that the engine computes with
const FRAME = { width: 1, height: 100, left: 0, right: 0, top: 8, bottom: 8 };

/** @param {State} state @param {Learning} learning */
export function slowly(state, learning) {
  const slow = computed(() => state.lane.value?.slow.value ?? null);
  part("slow-one").addEventListener("click", async () => {
    await learning.slowly();
    batch(() => [state.frame.value, state.isPlaying.value] = [0, false]);
    if (slow.value) part("slow-play").focus();
  });
  effect(() => void (elementAt(document, "#slow-one", HTMLButtonElement).disabled = state.isLearning.value || Boolean(state.fault.value)));
  saying(part("slow-one"), () => (slow.value ? t("lab.motion.another") : t("lab.motion.begin")));
  hiddenWhile(part("slow-none"), () => Boolean(slow.value));
  hiddenWhile(part("slow-motion"), () => !slow.value);
  going(state, slow);
  showing(state, slow);
}

/** @param {State} state @param {Reads<Slow | null>} slow */
function going(state, slow) {
  const [last, isStill] = [computed(() => (slow.value?.frames.length ?? 1) - 1), matches("(prefers-reduced-motion: reduce)")];
  const to = (/** @type {number} */ frame) => void (state.frame.value = Math.max(0, Math.min(last.value, frame)));
  const stage = (/** @type {1 | -1} */ way) => to(stageFrom(slow.value?.frames ?? [], state.frame.value, way));
  /** @type {Partial<Record<Command, () => void>>} */
  const commands = {
    tokenOn: () => to(state.frame.value + 1),
    tokenBack: () => to(state.frame.value - 1),
    partOn: () => stage(1),
    partBack: () => stage(-1),
    begin: () => to(0),
    end: () => to(last.value),
  };
  const act = (/** @type {() => void} */ go) => batch(() => {
    state.isPlaying.value = false;
    go();
  });
  const play = () => batch(() => {
    if (!state.isPlaying.value && state.frame.value === last.value) to(0);
    state.isPlaying.value = !state.isPlaying.value;
  });
  const scrubber = input("slow-frame");
  part("slow-play").addEventListener("click", play);
  part("slow-back").addEventListener("click", () => act(() => to(state.frame.value - 1)));
  part("slow-on").addEventListener("click", () => act(() => to(state.frame.value + 1)));
  scrubber.addEventListener("input", () => act(() => to(Number(scrubber.value))));
  listen(
    (command) => (command === "play" ? play() : act(commands[/** @type {Command} */ (command)] ?? (() => {}))),
    () => Boolean(slow.value) && part("slow-motion").contains(document.activeElement),
    (command) => command === "play" || command in commands,
  );
  saying(part("slow-play"), () => (state.isPlaying.value ? t("common.pause") : t("common.play")));
  effect(() => {
    const [frames, frame] = [slow.value?.frames ?? [], state.frame.value];
    if (!state.isPlaying.value) return;
    const timer = setTimeout(() => {
      if (frame >= last.value) state.isPlaying.value = false;
      else if (isStill.value) stage(1); // nothing moves: it goes from stage to stage
      else to(frame + 1);
    }, restAt(frames, isStill.value ? last.value : frame));
    return () => clearTimeout(timer);
  });
  effect(() => {
    [scrubber.max, scrubber.value] = [String(last.value), String(state.frame.value)];
  });
  part("slow-stages").replaceChildren(...STAGES.map(({ stage, title }) => {
    const button = element("button", { type: "button", class: "slim", "data-stage": stage }, title);
    button.addEventListener("click", () => act(() => to(slow.value?.frames.findIndex((one) => one.stage === stage) ?? 0)));
    return element("li", {}, button);
  }));
}

/** @param {State} state @param {Reads<Slow | null>} slow */
function showing(state, slow) {
  const frame = computed(() => /** @type {Frame | undefined} */ (slow.value?.frames[state.frame.value]));
  const said = computed(() => (slow.value ? motionInWords(slow.value, state.frame.value) : ""));
  const reached = computed(() => STAGES.findIndex(({ stage }) => stage === frame.value?.stage));
  saying(part("slow-said"), () => said.value);
  saying(part("slow-title"), () => (slow.value ? t("lab.motion.update", { update: slow.value.update.update + 1 }) : ""));
  effect(() => {
    part("slow-said").setAttribute("aria-live", state.isPlaying.value ? "off" : "polite");
    input("slow-frame").setAttribute("aria-valuetext", said.value);
  });
  effect(() => {
    for (const button of all(part("slow-stages"), "button", HTMLButtonElement)) {
      button.toggleAttribute("aria-current", false);
      if (button.dataset.stage === frame.value?.stage) button.setAttribute("aria-current", "step");
    }
  });
  effect(() => {
    const [one, lane] = [slow.value, state.lane.value];
    if (!one || !lane) return;
    columns(part("slow-strip"), one.watched.words);
    const bands = mapsOf(lane.written, { layers: one.update.signals, answer: one.update.before }).filter(({ isGate }) => !isGate);
    part("slow-read").replaceChildren(...memoryStrip(one, bands, look.value));
    part("slow-moves").replaceChildren(...moves(one.moved));
  });
  const others = computed(() => besides(state.lanes.value, slow.value));
  effect(() => {
    const [one, here] = [slow.value, frame.value];
    if (!one || !here) return;
    const [steps, place] = [one.watched.words.length, one.update.answer.place];
    part("slow-read").style.setProperty("--read", String(here.stage === "read" ? (here.at + 1) / steps : 1));
    const from = { read: place + 1, compare: place + 1, back: here.at, move: 0, again: 0 }[here.stage];
    const scale = logScale(0, others.value.flatMap(({ sizes }) => sizes), FRAME, DECADES);
    part("slow-gradient").replaceChildren(gradients(others.value, scale, { steps, from }));
    follow(here.stage === "move" ? -1 : here.at);
    part("slow-answers").replaceChildren(...answers(one.answers, here.stage === "again"));
    part("slow-answered").classList.toggle("ahead", reached.value < 1);
    part("slow-moved").classList.toggle("ahead", reached.value < 3);
  });
  const isBack = computed(() => reached.value > 2 || (reached.value === 2 && frame.value?.at === 0));
  effect(() => part("slow-legend").replaceChildren(...legend(others.value.map(({ title, tone, sizes }) => (
    { name: isBack.value ? t("lab.motion.gradient-left", { network: title, times: small(shareOf(sizes, 0)) }) : title, kind: "loss", tone }
  )))));
  hiddenWhile(part("slow-hint"), () => others.value.length > 1);
}

/** The word where one stands is marked, and brought into sight. @param {number} at */
function follow(at) {
  all(part("slow-read"), ".word", HTMLElement).forEach((word, n) => word.classList.toggle("now", n === at));
  const [scroll, name, word] = [part("slow-scroll"), part("slow-read").querySelector(".name"), part("slow-read").querySelector(".now")];
  if (!word || !name) return;
  const [{ left, right }, from, to] = [word.getBoundingClientRect(), name.getBoundingClientRect().right, scroll.getBoundingClientRect().right];
  if (left < from || right > to) scroll.scrollLeft += (left + right) / 2 - (from + to) / 2;
}

/** Of all networks that have just read the same: in which one goes, and beside it. @param {Lane[]} lanes @param {Slow | null} slow */
function besides(lanes, slow) {
  return lanes.flatMap(({ spec, slow: { value } }) => {
    const same = slow && value && value.update.update === slow.update.update;
    return same ? [{ title: spec.title, tone: spec.tone, sizes: value.sizes }] : [];
  });
}
