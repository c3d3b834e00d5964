// Before anything is painted: the theme of the link, else the one chosen last, else the system's; and whether a page of ours
// shows this one in a frame. Once it is there: what its head lets one choose, the language and the theme. On paper it is light.
"use strict";
(() => {
  const themes = ["light", "dark", "projector"];
  const key = "gatewalk-theme";
  const kept = () => {
    try {
      return localStorage.getItem(key);
    } catch {
      return null; // a browser that lets nothing be kept
    }
  };
  /** @param {URL | Location} address */
  const named = ({ hash, search }) => new URLSearchParams(`${hash.slice(1)}&${search.slice(1)}`).get("theme") ?? "";
  /** @param {string} theme */
  const show = (theme) => {
    document.documentElement.dataset.theme = theme;
    const choice = document.querySelector("#theme");
    if (choice instanceof HTMLSelectElement) choice.value = theme;
  };
  const system = matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light";
  const theme = [named(location), kept(), system].find((name) => themes.includes(name ?? "")) ?? "light";
  show(theme);
  // Beside a lesson, or in a room: what is around the page leads on from there.
  const frame = window.frameElement;
  document.documentElement.toggleAttribute("data-framed", frame !== null);
  document.documentElement.toggleAttribute("data-veiled", Boolean(frame?.hasAttribute("data-veiled")));

  addEventListener("hashchange", ({ newURL }) => {
    const wanted = named(new URL(newURL)); // the page may have written what it shows into the address since
    if (themes.includes(wanted)) show(wanted);
  });
  addEventListener("DOMContentLoaded", () => {
    const languages = document.querySelector("#languages");
    if (languages instanceof HTMLDetailsElement) {
      languages.addEventListener("click", ({ target }) => {
        if (target instanceof HTMLAnchorElement) target.hash = location.hash; // another language shows the same
      });
      addEventListener("click", ({ target }) => {
        if (!(target instanceof Node && languages.contains(target))) languages.open = false;
      });
      languages.addEventListener("keydown", (event) => {
        if (event.key !== "Escape" || !languages.open) return;
        languages.open = false;
        languages.querySelector("summary")?.focus();
        event.stopPropagation();
      });
    }
    const choice = document.querySelector("#theme");
    if (!(choice instanceof HTMLSelectElement)) return;
    choice.value = document.documentElement.dataset.theme ?? theme;
    choice.addEventListener("change", () => {
      show(choice.value);
      try {
        localStorage.setItem(key, choice.value);
      } catch {
        // then it holds for this page only
      }
    });
  });
})();

(() => {
  const root = document.documentElement;
  let before = ""; // the theme, while it is the light one for the sake of paper
  const end = () => {
    if (before) root.dataset.theme = before;
    before = "";
  };
  addEventListener("beforeprint", () => {
    before ||= root.dataset.theme ?? "";
    root.dataset.theme = "light";
    for (const kind of ["pointerdown", "keydown"]) addEventListener(kind, end, { once: true }); // some browsers never tell that they have printed
  });
  addEventListener("afterprint", end);
})();
