// A lesson, taught step by step: what there is to say, what to show, and what to ask.

import { named } from "../../core/rooms/links.js";
import { language, t } from "../../core/texts.js";
import { bindChoice, hiddenWhile, saying } from "../../lib/bind.js";
import { part, select } from "../../lib/page.js";
import { batch, effect } from "../../lib/signals.js";
import { browser } from "../../rooms/world.js";

/** @import { State } from "./state.js" */
/** @import { Room } from "./teaching.js" */
/** @import { Shown } from "./picture.js" */

/**
 * @typedef {{
 *   title: string, say: string[], link: {address: string} | null, look: {id: string}[],
 *   question: {kind: string, ask: string, choices: string[], right: number, reveal: string, shows: string} | null,
 * }} Step
 */

/** @param {State} state @param {Room} room @param {Shown} show */
export function lesson(state, room, show) {
  const { list, name, steps, at, said } = state.lesson;
  const step = () => steps.value[at.value];
  const ours = () => list.value.find((one) => one.name === name.value);
  effect(() => {
    if (state.drawer.value === "lesson" && !list.value.length) void load();
  });
  effect(() => {
    for (const { name: value, title } of list.value) select("lessons").append(new Option(title, value));
  });
  bindChoice(select("lessons"), name);
  effect(() => {
    if (name.value) void open(name.value);
  });
  saying(part("lesson-said"), () => said.value);
  drawStep(state, step);
  part("step-show").addEventListener("click", () => showStep());
  part("step-ask").addEventListener("click", () => {
    const question = step()?.question;
    if (!question) return;
    // First the question, which covers the picture: nobody sees the answer before.
    const { kind, ask: text, choices, right, reveal, shows } = question;
    const words = (named(step()?.link?.address ?? "").get("sentence") ?? "").split(/\s+/).filter(Boolean);
    const from = { language: ours()?.language ?? language, lesson: { name: name.value, step: at.value, kind } };
    void Promise.resolve(room.ask({ text, kind: "choice", choices, words, ...from, right, said: reveal, shows })).then(showStep);
  });

  function showStep() {
    const { link, look = [] } = step() ?? {};
    state.entrance.value = false;
    if (link) show(link.address, look.map(({ id }) => id));
  }

  async function load() {
    const { status, reply } = await browser().ask("api/v1/lessons");
    said.value = status === 200 ? "" : t("rooms.lesson.none");
    if (status === 200) list.value = reply.filter((/** @type {{title: string | null}} */ { title }) => title);
  }

  /** @param {string} chosen */
  async function open(chosen) {
    said.value = t("rooms.lesson.waits");
    const { status, reply } = await browser().ask(`api/v1/lessons/${chosen}?key=1`, undefined, 20);
    if (chosen !== name.value) return;
    batch(() => {
      said.value = status === 200 ? inEnglish(ours()) : (reply?.detail ?? t("rooms.lesson.none"));
      steps.value = status === 200 ? reply.steps : [];
      at.value = 0;
    });
  }
}

/** @param {State} state @param {() => Step | undefined} step */
function drawStep({ lesson: { steps, at } }, step) {
  hiddenWhile(part("lesson-step"), () => !step());
  saying(part("step-where"), () => t("rooms.lesson.step", { at: at.value + 1, steps: steps.value.length }));
  saying(part("step-title"), () => step()?.title ?? "");
  effect(() => part("step-say").replaceChildren(...(step()?.say ?? []).map(paragraph)));
  hiddenWhile(part("step-ask"), () => !step()?.question);
  hiddenWhile(part("step-show"), () => !step()?.link);
  effect(() => {
    part("step-back").toggleAttribute("disabled", at.value === 0);
    part("step-on").toggleAttribute("disabled", at.value >= steps.value.length - 1);
  });
  part("step-back").addEventListener("click", () => void at.value--);
  part("step-on").addEventListener("click", () => void at.value++);
}

/** What is said of a lesson that is not there in the language of the page. @param {{language: string} | undefined} lesson */
const inEnglish = (lesson) => (lesson && lesson.language !== language ? t("common.lesson-lacks") : "");

/** @param {string} text */
function paragraph(text) {
  const made = document.createElement("p");
  made.textContent = text;
  return made;
}
