// Every form on this page sends what stands in it and shows what comes back.

const MOST = 4000; // characters that are shown

for (const form of document.querySelectorAll("form.try")) {
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    if (form instanceof HTMLFormElement) void send(form);
  });
}

/** @param {HTMLFormElement} form */
async function send(form) {
  const { method = "GET", path = "/" } = form.dataset;
  const body = form.querySelector("textarea")?.value;
  const [said, shown] = [form.querySelector("[role=status]"), form.querySelector("pre")];
  if (!said || !shown) return;
  const begun = performance.now();
  try {
    const answer = await fetch(`.${path}`, { method, body, headers: body ? { "content-type": "application/json" } : {} });
    const text = await answer.text();
    const milliseconds = Math.round(performance.now() - begun);
    said.textContent = `${answer.status} ${answer.statusText}, ${text.length.toLocaleString("en")} characters, ${milliseconds} ms`;
    shown.textContent = text.length > MOST ? `${text.slice(0, MOST)} …` : text;
    shown.hidden = false;
  } catch {
    said.textContent = "The app does not answer. Is it still running?";
  }
}
