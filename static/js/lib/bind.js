// Controls show a part of the state and write to it. Nothing else is kept in them.

import { computed, effect } from "./signals.js";

/** @import { Signal } from "./signals.js" */

/**
 * @template {string | boolean | number} T
 * @param {"value" | "checked"} property
 * @param {HTMLInputElement | HTMLSelectElement} control
 * @param {Signal<T>} state
 * @param {"change" | "input"} kind of event
 */
function bind(property, control, state, kind) {
  const held = /** @type {Record<string, any>} */ (control);
  control.autocomplete = "off"; // who comes back to the page finds what is in force, not what the browser kept
  const show = () => {
    if (held[property] !== String(state.value) && held[property] !== state.value) held[property] = state.value;
  };
  effect(show);
  control.addEventListener(kind, () => {
    state.value = held[property];
    show(); // it may have been refused
  });
}

/** @param {HTMLSelectElement} control @param {Signal<string>} state */
export const bindChoice = (control, state) => bind("value", control, state, "change");

/** At every letter. @param {HTMLInputElement} control @param {Signal<string>} state */
export const bindText = (control, state) => bind("value", control, state, "input");

/** When it is left, or Enter is pressed. @param {HTMLInputElement} control @param {Signal<string>} state */
export const bindEntry = (control, state) => bind("value", control, state, "change");

/** @param {HTMLInputElement} control @param {Signal<boolean>} state */
export const bindBox = (control, state) => bind("checked", control, state, "change");

/**
 * A choice of which the options change as well.
 * @param {HTMLSelectElement} control
 * @param {() => {value: string, text: string, lang?: string}[]} read the options; ``lang``: that of the text, if it is not that of the page
 * @param {Signal<string>} state
 */
export function bindOffered(control, read, state) {
  const options = computed(() => read().map(({ value, text, lang = "" }) => Object.assign(new Option(text, value), lang && { lang })));
  effect(() => control.replaceChildren(...options.value));
  const chosen = lens(
    () => {
      void options.value; // among others it is chosen anew
      return state.value;
    },
    (value) => (state.value = value),
  );
  bindChoice(control, chosen);
}

/**
 * A part of the state that is not a signal of its own: what it is, and what happens when somebody chooses another.
 * @template T
 * @param {() => T} read
 * @param {(value: T) => void} write
 * @returns {Signal<T>}
 */
export function lens(read, write) {
  return {
    get value() {
      return read();
    },
    set value(value) {
      write(value);
    },
  };
}

/** @param {Element} one @param {() => boolean} is */
export function hiddenWhile(one, is) {
  effect(() => {
    one.toggleAttribute("hidden", is());
  });
}

/** @param {Element} one @param {() => string} read */
export function saying(one, read) {
  effect(() => {
    one.textContent = read();
  });
}
