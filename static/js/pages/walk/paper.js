// The page on paper, and a worksheet made of its walk. Figures are drawn anew in the width of the paper before it is printed.

import { worksheet } from "../../core/walk/worksheet.js";
import { all, part } from "../../lib/page.js";
import { painted, refit } from "../../lib/plot.js";
import { effect } from "../../lib/signals.js";
import { worksheetPages } from "../../views/walk/worksheet.js";

/** @import { State } from "./state.js" */

/** @param {State} state */
export function paper(state) {
  const root = document.documentElement;
  effect(() => {
    root.classList.toggle("paper", state.paper.value === "page");
    root.classList.toggle("worksheets", state.paper.value === "worksheet");
    const { walk, lanes, naming } = state;
    const pages = state.paper.value === "worksheet" ? worksheetPages(worksheet(walk.value, lanes.value, naming.value), walk.value) : [];
    part("worksheet").replaceChildren(...pages);
  });

  function end() {
    state.paper.value = "";
    refit();
  }

  addEventListener("beforeprint", () => {
    state.paper.value ||= "page";
    refit();
  });
  addEventListener("afterprint", end);
  for (const button of all(document, "[data-print]", HTMLButtonElement)) {
    button.addEventListener("click", async () => {
      if (button.dataset.print === "worksheet") state.paper.value = "worksheet";
      dispatchEvent(new Event("beforeprint")); // a frame before it is: figures are drawn in the colours and the width of paper
      await painted();
      print();
      for (const kind of ["pointerdown", "keydown"]) addEventListener(kind, end, { once: true }); // some browsers never tell that they have printed
    });
  }
}
