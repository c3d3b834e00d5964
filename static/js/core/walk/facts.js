// What a fact is called that some units hold.

import { has, t } from "../texts.js";

/** One that somebody's own network has learned has the name that it was given there. @param {string} fact */
export function factName(fact) {
  return has(`walk.fact.${fact}`) ? t(`walk.fact.${fact}`) : fact;
}
