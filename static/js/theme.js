// Before anything is painted: the theme of the link, else the one chosen last, else the system's.
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
  const asked = new URLSearchParams(location.search).get("theme");
  const system = matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light";
  const theme = [asked, kept(), system].find((name) => themes.includes(name ?? "")) ?? "light";
  document.documentElement.dataset.theme = theme;

  addEventListener("DOMContentLoaded", () => {
    const choice = document.querySelector("#theme");
    if (!(choice instanceof HTMLSelectElement)) return;
    choice.value = theme;
    choice.addEventListener("change", () => {
      document.documentElement.dataset.theme = choice.value;
      try {
        localStorage.setItem(key, choice.value);
      } catch {
        // then it holds for this page only
      }
    });
  });
})();
