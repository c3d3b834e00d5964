// Sentences to be walked before all: one of the teacher's own, and those that students have sent, which only the teacher sees.

import { FIRST } from "../../core/cells.js";
import { forTyped, holderOf } from "../../core/networks.js";
import { count } from "../../core/format.js";
import { hiddenWhile, saying } from "../../lib/bind.js";
import { input, part } from "../../lib/page.js";
import { batch, computed, effect } from "../../lib/signals.js";
import { source } from "../../lib/source.js";
import { sentences as drawn } from "../../views/rooms/sentences.js";

/** @import { State } from "./state.js" */
/** @import { Room } from "./teaching.js" */
/** @import { Shown } from "./picture.js" */

/** @param {State} state @param {Room} room @param {Shown} show */
export function sentences(state, room, show) {
  const written = computed(() => JSON.stringify(state.sentences.value)); // the list comes anew whatever of the class has changed
  effect(() => part("sentence-list").replaceChildren(...drawn(JSON.parse(written.value))));
  hiddenWhile(part("no-sentences"), () => state.sentences.value.length > 0);
  hiddenWhile(part("sentence-count"), () => state.sentences.value.length === 0);
  saying(part("sentence-count"), () => count(state.sentences.value.length));
  part("sentence-list").addEventListener("click", ({ target }) => {
    if (!(target instanceof HTMLElement)) return;
    const [chosen, removed] = [target.dataset.walk, target.dataset.remove];
    if (removed) void room.remove(removed);
    const text = state.sentences.value.find(({ student }) => student === chosen)?.text;
    if (text) void walk(text);
  });

  part("walk-own").addEventListener("submit", (event) => {
    event.preventDefault();
    void walk(input("walk-text").value);
  });

  /** By the network for what people type. @param {string} text */
  async function walk(text) {
    batch(() => {
      state.drawer.value = "";
      state.entrance.value = false;
    });
    const cell = holderOf(await source.cells().catch(() => []), FIRST.cell);
    show(`./#${new URLSearchParams({ sentence: text, cell: (cell && forTyped(cell)?.name) ?? FIRST.cell, token: "0" })}`);
  }
}
