// What a teacher prints: the worksheet, its key or the notes.

import { all } from "../lib/page.js";

for (const button of all(document, "[data-print]", HTMLButtonElement)) {
  button.addEventListener("click", () => {
    document.documentElement.dataset.prints = button.dataset.print;
    print();
  });
}
addEventListener("afterprint", () => delete document.documentElement.dataset.prints);
