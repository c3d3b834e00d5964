// For a class: the page as large as the last row needs it, and a blank screen while one talks.

import { t } from "../../core/texts.js";
import { hiddenWhile, saying } from "../../lib/bind.js";
import { theme } from "../../lib/look.js";
import { elementAt, part, select } from "../../lib/page.js";
import { batch } from "../../lib/signals.js";

/** @import { Signal } from "../../lib/signals.js" */

/** @param {{blank: Signal<boolean>, playing: Signal<boolean>}} state */
export function presenting({ blank, playing }) {
  const dark = matchMedia("(prefers-color-scheme: dark)");
  hiddenWhile(part("blank"), () => !blank.value);
  saying(elementAt(document, "[data-command=present]", HTMLButtonElement), () => (theme.value === "projector" ? t("common.present.stop") : t("common.present")));
  part("blank").addEventListener("click", () => (blank.value = false));
  return {
    present: () => {
      select("theme").value = theme.value !== "projector" ? "projector" : dark.matches ? "dark" : "light";
      select("theme").dispatchEvent(new Event("change"));
    },
    blank: () =>
      batch(() => {
        playing.value = false;
        blank.value = !blank.value;
      }),
  };
}
