// The form of a request: which cells with which story, or which two sentences in which cell.

import { FIRST, isTaught, lookOf } from "../../core/cells.js";
import { listed } from "../../core/format.js";
import { t } from "../../core/texts.js";
import { bindBox, bindChoice, bindText, hiddenWhile, lens, saying } from "../../lib/bind.js";
import { all, elementAt, input, option, part, select } from "../../lib/page.js";
import { batch, effect } from "../../lib/signals.js";

/** @import { Mode } from "../../core/compare/link.js" */
/** @import { Ask } from "./asking.js" */
/** @import { State } from "./state.js" */

const FIELDS = /** @type {const} */ (["fact", "question", "first", "second"]);

/**
 * @param {State} state
 * @param {Ask} ask
 */
export function requestForm(state, ask) {
  const { mode, wrong } = state;
  for (const name of FIELDS) {
    bindText(input(name), state[name]);
    saying(part(`${name}-wrong`), () => (wrong.value?.field === name ? wrong.value.text : ""));
    effect(() => {
      if (wrong.value?.field === name) input(name).setAttribute("aria-invalid", "true");
      else input(name).removeAttribute("aria-invalid");
    });
  }
  effect(() => {
    if (wrong.value) input(wrong.value.field).focus();
  });
  for (const box of all(document, "[name=mode]", HTMLInputElement)) {
    const chosen = lens(
      () => mode.value === box.value,
      () => {
        batch(() => {
          state.sweep.value = null;
          mode.value = /** @type {Mode} */ (box.value);
        });
        void ask();
      },
    );
    bindBox(box, chosen);
  }
  for (const id of ["of-cells", "cells", "far"]) hiddenWhile(part(id), () => mode.value !== "cells");
  for (const id of ["of-sentences", "of-pair", "legend-pair"]) hiddenWhile(part(id), () => mode.value === "cells");
  part("form").addEventListener("submit", (event) => {
    event.preventDefault();
    void ask();
  });
  cells(state, ask);
  presets(state, ask);
}

/**
 * The cells that can be chosen, each with its sign and its colour; one that has not been taught says so and cannot be chosen.
 * @param {State} state
 * @param {Ask} ask
 */
function cells({ names, chosen, cell, cells: known, taught, column, said }, ask) {
  for (const box of all(part("cells"), "input", HTMLInputElement)) {
    const name = box.value;
    const label = /** @type {HTMLElement} */ (box.parentElement);
    const choice = lens(
      () => chosen.value.includes(name),
      (is) => {
        const wanted = names.filter((one) => (one === name ? is : chosen.value.includes(one)));
        if (!wanted.length) return void (said.value = { text: t("compare.cells.one"), again: null });
        chosen.value = wanted;
        void ask(column.value);
      },
    );
    bindBox(box, choice);
    effect(() => {
      const { tone, sign } = lookOf(name, taught.value);
      const is = taught.value.includes(name);
      box.disabled = option(select("cell"), name).disabled = !is;
      label.classList.toggle("untaught", box.disabled);
      label.style.setProperty("--tone", `var(--cell-${tone})`);
      elementAt(label, ".symbol", HTMLElement).textContent = is ? sign : "";
    });
  }
  part("all").addEventListener("click", () => {
    const isAll = taught.value.every((name) => chosen.value.includes(name));
    chosen.value = isAll ? taught.value.filter((name) => FIRST.compared.includes(name)) : taught.value;
    void ask(column.value);
  });
  const choice = lens(
    () => cell.value,
    (name) => {
      cell.value = name;
      void ask(column.value);
    },
  );
  bindChoice(select("cell"), choice);
  const untaught = () => known.value.filter((one) => !isTaught(one) && names.includes(one.name)).map(({ title }) => title);
  hiddenWhile(part("untaught"), () => !untaught().length);
  saying(part("untaught"), () => {
    const titles = untaught();
    return t("compare.untaught", { n: titles.length, cells: listed(titles) });
  });
}

/**
 * Two sentences that differ, by the name of what they show.
 * @param {State} state
 * @param {Ask} ask
 */
function presets({ first, second }, ask) {
  const pairs = new Map(all(select("presets"), "option", HTMLOptionElement).map(({ value, dataset }) => [value, dataset]));
  const pair = lens(
    () => [...pairs].find(([, one]) => one.first === first.value && one.second === second.value)?.[0] ?? "",
    (name) => {
      batch(() => {
        first.value = pairs.get(name)?.first ?? "";
        second.value = pairs.get(name)?.second ?? "";
      });
      void ask();
    },
  );
  bindChoice(select("presets"), pair);
}
