// The cell: its text as one types it, what is wrong in it and where, its formulas and its diagram; another one beside it.

import { count } from "../../core/format.js";
import { charactersAt, differing } from "../../core/lab/differs.js";
import { beltInWords } from "../../core/parts.js";
import { t } from "../../core/texts.js";
import { hiddenWhile, saying } from "../../lib/bind.js";
import { elementAt, part, select } from "../../lib/page.js";
import { Refusal } from "../../lib/refusal.js";
import { computed, effect } from "../../lib/signals.js";
import { coded, reachable } from "../../views/dom.js";
import { diagram } from "../../views/walk/diagram.js";
import { equations } from "../../views/walk/equations.js";

/** @import { Written } from "../../core/lab/lesson.js" */
/** @import { State } from "./state.js" */

/** @param {State} state @param {(text: string) => Promise<Written>} ask */
export function cell(state, ask) {
  const field = elementAt(document, "#text", HTMLTextAreaElement);
  effect(() => {
    if (field.value !== state.text.value) field.value = state.text.value;
  });
  field.addEventListener("input", () => (state.text.value = field.value));
  const written = computed(() => state.lanes.value[0]?.written);
  effect(() => part("fault").replaceChildren(...coded(state.fault.value)));
  effect(() => field.setAttribute("aria-invalid", String(Boolean(state.fault.value))));
  hiddenWhile(part("show-fault"), () => !state.fault.value || !charactersAt(state.place.value, state.text.value));
  part("show-fault").addEventListener("click", () => {
    const place = charactersAt(state.place.value, field.value);
    field.focus();
    if (place) field.setSelectionRange(place.from, place.to);
  });
  saying(part("belt-said"), () => (written.value ? beltInWords(/** @type {any} */ (written.value)) : ""));
  saying(part("count"), () => (
    written.value ? t("lab.cell.count", { weights: count(written.value.count), n: state.recipe.value.units }) : ""
  ));
  effect(() => part("diagram").replaceChildren(...(written.value ? [diagram(written.value.diagram)] : [])));
  saying(part("own-title"), () => state.title.value);
  effect(() => {
    if (written.value) part("equations").replaceChildren(...equations(/** @type {any} */ (written.value), "usual"));
    reachable(part("equations"));
  });
  beside(state, written, ask);
}

/** @param {State} state @param {{value: Written | undefined}} written @param {(text: string) => Promise<Written>} ask */
function beside(state, written, ask) {
  const choice = select("other");
  choice.replaceChildren(new Option(t("lab.cell.no-other"), ""), ...state.starters.map(({ name, title }) => new Option(title, name)));
  choice.addEventListener("change", () => (state.otherName.value = choice.value));
  const starter = computed(() => state.starters.find(({ name }) => name === state.otherName.value));
  effect(() => {
    const one = starter.value;
    state.other.value = null;
    if (one) {
      ask(one.text).then((program) => (state.other.value = program)).catch((error) => {
        if (!(error instanceof Refusal)) throw error;
        state.said.value = { text: error.message, again: null };
      });
    }
  });
  hiddenWhile(part("other-part"), () => !state.other.value);
  saying(part("other-title"), () => starter.value?.title ?? "");
  effect(() => {
    const [own, other] = [written.value, state.other.value];
    if (!own || !other) return mark("equations", []);
    part("other-equations").replaceChildren(...equations(/** @type {any} */ (other), "usual"));
    reachable(part("other-equations"));
    const [mine, theirs] = differing(own.equations, other.equations);
    mark("equations", mine);
    mark("other-equations", theirs);
    part("differs").textContent = mine.length + theirs.length ? t("lab.cell.differs") : t("lab.cell.alike");
  });
}

/** @param {string} list @param {string[]} names */
function mark(list, names) {
  for (const one of part(list).children) one.classList.toggle("differs", names.includes(/** @type {HTMLElement} */ (one).dataset.signal ?? ""));
}
