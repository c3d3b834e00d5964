// How a browser keeps in touch with a room, as a machine of few states: what happened goes in, what is to be done comes out.
//
// It listens to a stream. Where nothing comes of it, something on the way holds streams back, and it asks again and again instead.

/** @typedef {"stream" | "asking"} Means */
/** @typedef {"resting" | "trying" | "in touch" | "waiting" | "over"} Phase */
/** @typedef {{means: Means, phase: Phase, tries: number, missed: number, isProven: boolean}} Way
 * ``missed``: how often in a row something was shown that has not come; ``isProven``: a stream has brought something */
/** @typedef {"begin" | "heard" | "silent" | "failed" | "closed" | "elapsed" | "woke" | "missed" | "rest"} Happening */
/** @typedef {{do: "connect", means: Means} | {do: "wait", seconds: number} | {do: "stop"} | {do: "nothing"}} Deed */

export const FIRST = 3; // seconds until the first event of a stream, which comes at once
export const SIGN = 40; // seconds between two: the app gives a sign of life every 18
const [PAUSE, MOST_PAUSE] = [0.5, 20]; // seconds until the first try to come back, and between later ones
const MOST_MISSED = 2;

/** @type {Way} */
export const AT_REST = { means: "stream", phase: "resting", tries: 0, missed: 0, isProven: false };

/**
 * Seconds until the next try: longer each time, and not the same for all who were cut off together.
 * @param {number} tries @param {number} chance from 0 to 1
 */
export const pause = (tries, chance) => Math.min(MOST_PAUSE, PAUSE * 2 ** tries) * (0.5 + chance / 2);

/**
 * @param {Way} way
 * @param {Happening} happening
 * - "silent": nothing came for too long; "missed": the app has shown something that has not come here;
 * - "woke": the page is looked at again, or the network is back; "rest": another tab keeps in touch for this one
 * @param {number} chance
 * @returns {[Way, Deed]}
 */
export function next(way, happening, chance) {
  if (way.phase === "over") return [way, { do: "nothing" }];
  switch (happening) {
    case "begin":
    case "elapsed":
    case "woke":
      return connected({ ...way, tries: happening === "elapsed" ? way.tries : 0 });
    case "heard":
      return [{ ...way, phase: "in touch", tries: 0, missed: 0, isProven: way.isProven || way.means === "stream" }, { do: "nothing" }];
    case "silent":
      return way.isProven || way.means === "asking" ? lost(way, chance) : connected({ ...way, means: "asking" });
    case "missed": {
      const missed = way.missed + 1;
      if (way.means === "asking" || missed < MOST_MISSED) return [{ ...way, missed }, { do: "nothing" }];
      return connected({ ...way, means: "asking", missed: 0 });
    }
    case "failed":
      return lost(way, chance);
    case "closed":
      return [{ ...way, phase: "over" }, { do: "stop" }];
    case "rest":
      return [{ ...way, phase: "resting", tries: 0 }, { do: "stop" }];
  }
}

/** @param {Way} way @returns {[Way, Deed]} */
const connected = (way) => [{ ...way, phase: "trying" }, { do: "connect", means: way.means }];

/** @param {Way} way @param {number} chance @returns {[Way, Deed]} */
const lost = (way, chance) => [{ ...way, phase: "waiting", tries: way.tries + 1 }, { do: "wait", seconds: pause(way.tries, chance) }];
