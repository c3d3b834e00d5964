// What the lines of the charts are.

import { element } from "../dom.js";

/** @import { Line } from "../../core/lab/chart.js" */

/** @param {Pick<Line, "name" | "kind" | "tone">[]} lines */
export const legend = (lines) => lines.map(({ name, kind, tone }) => element("li", {}, element("span", { class: `swatch of-${kind} tone-${tone}` }), name));
