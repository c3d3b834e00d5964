// Every form on this page sends what stands in it and shows what comes back, as it comes: a stream has no end.

import { t } from "../core/texts.js";
import { latest } from "../lib/latest.js";

const MOST = 4000; // characters that are shown

for (const form of document.querySelectorAll("form.try")) {
  const sent = latest(send);
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    if (form instanceof HTMLFormElement) void sent(form);
  });
}

/**
 * @param {AbortSignal} stop
 * @param {HTMLFormElement} form
 */
async function send(stop, form) {
  const [said, shown] = [form.querySelector("[role=status]"), form.querySelector("pre")];
  if (!said || !shown) return;
  const begun = performance.now();
  try {
    const { address, ...options } = request(form);
    const answer = await fetch(address, { ...options, signal: stop });
    for await (const { text, characters, ended } of pieces(answer)) {
      const milliseconds = Math.round(performance.now() - begun);
      const came = { status: `${answer.status} ${answer.statusText}`, n: characters, milliseconds };
      said.textContent = ended ? t("api.came", came) : t("api.came.so-far", came);
      shown.textContent = text.length > MOST ? `${text.slice(0, MOST)} …` : text;
      shown.hidden = false;
    }
  } catch {
    if (!stop.aborted) said.textContent = t("api.no-answer");
  }
}

/**
 * What stands in a form, where it belongs.
 * @param {HTMLFormElement} form
 */
function request(form) {
  const { method = "GET", path = "/" } = form.dataset;
  const body = form.querySelector("textarea")?.value;
  const query = new URLSearchParams();
  const headers = new Headers(body ? { "content-type": "application/json" } : {});
  let address = `.${path}`;
  for (const { name, value, dataset } of form.querySelectorAll("input")) {
    if (dataset.place === "path") address = address.replace(`{${name}}`, encodeURIComponent(value));
    else if (value && dataset.place === "query") query.set(name, value);
    else if (value && dataset.place === "header") headers.set(name, value);
  }
  return { address: query.size ? `${address}?${query}` : address, method, body, headers };
}

/**
 * All that has come so far, each time that something comes; of a long answer the end is only counted.
 * @param {Response} answer
 */
async function* pieces(answer) {
  const reader = answer.body?.pipeThrough(new TextDecoderStream()).getReader();
  let [text, characters] = ["", 0];
  for (;;) {
    const { done = true, value = "" } = (await reader?.read()) ?? {};
    characters += value.length;
    if (text.length <= MOST) text += value;
    yield { text, characters, ended: done };
    if (done) return;
  }
}
