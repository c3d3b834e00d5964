// What is to be learned, by which cell, with which settings.

import { BESIDE } from "../../core/lab/beside.js";
import { FIELDS, numberIn, typed } from "../../core/lab/fields.js";
import { t } from "../../core/texts.js";
import { bindChoice, bindOffered, hiddenWhile, lens, saying } from "../../lib/bind.js";
import { part, select } from "../../lib/page.js";
import { batch, computed, effect } from "../../lib/signals.js";
import { field } from "../../views/lab/fields.js";

/** @import { Value } from "../../core/lab/lesson.js" */
/** @import { State } from "./state.js" */

const MOST_TYPED = 1_000; // characters; what may be longer may also come from a file
const OWN = { value: "own", text: t("lab.own-cell") };

/** @param {State} state */
export function lesson(state) {
  bindOffered(select("task"), () => state.tasks.map(({ name, title }) => ({ value: name, text: title })), lens(
    () => state.taskName.value,
    (name) => batch(() => {
      state.taskName.value = name;
      choosePreset(state, 0);
    }),
  ));
  bindOffered(select("preset"), () => [
    ...state.task.value.presets.map(({ title }, n) => ({ value: String(n), text: title })),
    ...(state.preset.value < 0 ? [{ value: "-1", text: t("lab.variant.changed") }] : []),
  ], lens(
    () => String(state.preset.value),
    (n) => batch(() => choosePreset(state, Number(n))),
  ));
  hiddenWhile(part("preset-choice"), () => state.task.value.presets.length < 2);
  const isOwn = computed(() => state.title.value === OWN.text);
  bindOffered(select("cell"), () => [
    ...state.starters.map(({ name, title }) => ({ value: name, text: title })),
    ...(isOwn.value ? [OWN] : []),
  ], lens(() => (isOwn.value ? OWN.value : state.cellName.value), (name) => chooseCell(state, name)));
  select("beside").replaceChildren(...BESIDE.map(({ name, title }) => new Option(title, name)));
  bindChoice(select("beside"), state.beside);
  saying(part("look-for"), () => state.task.value.look_for);
  saying(part("paper"), () => state.task.value.paper);
  const { areSettingsOpen: open } = state;
  part("settings-open").addEventListener("click", () => (open.value = !open.value));
  effect(() => {
    if (state.wrong.value) open.value = true; // there it can be mended
  });
  effect(() => part("settings-open").setAttribute("aria-expanded", String(open.value)));
  hiddenWhile(part("settings"), () => !open.value);
  settings(state);
}

/** @param {State} state */
function settings(state) {
  effect(() => part("fields").replaceChildren(...FIELDS.map((one) => {
    const value = state.recipe.value[one.name] ?? one.usual ?? null;
    return field({ ...one, value: typed(value), isText: false }, (text) => {
      const given = numberIn(one, text);
      const next = given === null && one.name !== "forget" ? value : given;
      if (next !== value) state.changes.value = { ...state.changes.value, [one.name]: next };
      return typed(next);
    });
  })));
  effect(() => part("values").replaceChildren(...state.task.value.settings.filter(({ name }) => name !== "part").map((one) => {
    const isText = typeof one.default === "string";
    const value = state.values.value[one.name] ?? one.default;
    const file = isText && one.high > MOST_TYPED ? t("lab.field.file") : "";
    return field({ name: one.name, label: one.what, hint: "", value: shown(value), isText, file }, (text) => {
      const next = isText ? text : numberIn({ ...one, isWhole: Number.isInteger(one.default) }, text) ?? value;
      if (next !== value) state.values.value = { ...state.values.value, [one.name]: next };
      return shown(next);
    });
  })));
  saying(part("wrong"), () => state.wrong.value);
}

/** @param {Value} value of a setting */
const shown = (value) => (typeof value === "number" ? typed(value) : value);

/** The settings of a variant, and its cell where it is about one. @param {State} state @param {number} n */
function choosePreset(state, n) {
  const { presets, recipe } = state.task.value;
  const { settings, recipe: { cell, ...changes } } = presets[n] ?? { settings: {}, recipe: {} };
  state.values.value = settings;
  state.changes.value = changes;
  chooseCell(state, cell ?? recipe.cell);
}

/** @param {State} state @param {string} name */
export function chooseCell(state, name) {
  const one = state.starters.find((starter) => starter.name === name);
  if (one) batch(() => [state.cellName.value, state.text.value] = [one.name, one.text]);
}
