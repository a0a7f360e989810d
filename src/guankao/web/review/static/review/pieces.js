// Asks the server and puts the pieces of the page that it answers in the place of older ones.
"use strict";

window.guankaoPieces = (function () {
  const TOKEN = "csrfmiddlewaretoken";

  // What became of a request. `state` is the server's own word, or `offline`, `signed-out`,
  // `failed`. A line can be cut, and a request be overtaken, while its answer is being read.
  async function post(address, fields, options = {}) {
    try {
      return await ask(address, fields, options);
    } catch (problem) {
      return { state: problem.name === "AbortError" ? "overtaken" : "offline" };
    }
  }

  async function ask(address, fields, { signal, keepalive, again }) {
    // A file goes by its own button, with the whole page.
    const body = new URLSearchParams([...fields].filter(([, value]) => typeof value === "string"));
    const response = await fetch(address, {
      method: "POST",
      body,
      signal,
      keepalive,
      headers: { "HX-Request": "true" },
    });
    if (isTheDoor(response)) return { state: "signed-out" };
    if (response.status === 403 && !again) {
      // Signing in again changes the token of every form that is open.
      const token = await freshToken();
      if (!token) return { state: "signed-out" };
      body.set(TOKEN, token);
      return ask(address, body, { signal, keepalive, again: true });
    }
    const kind = response.headers.get("Content-Type") || "";
    if (kind.startsWith("application/json")) return await response.json();
    if (response.ok) return { state: "read", html: await response.text() };
    return { state: response.status === 403 ? "refused" : "failed", status: response.status };
  }

  function isTheDoor(response) {
    return response.redirected || response.status === 401 || response.headers.has("HX-Redirect");
  }

  async function freshToken() {
    const response = await fetch(window.location.pathname).catch(() => null);
    if (!response || !response.ok || response.redirected) return "";
    const page = new DOMParser().parseFromString(await response.text(), "text/html");
    const token = page.querySelector(`input[name=${TOKEN}]`)?.value || "";
    if (token) document.querySelectorAll(`input[name=${TOKEN}]`).forEach((one) => (one.value = token));
    return token;
  }

  // Each piece replaces the one of its id; a piece in which somebody stands is left as it is.
  function swap(html, { evenFocused = false } = {}) {
    const page = new DOMParser().parseFromString(html || "", "text/html");
    for (const piece of [...page.body.children]) {
      const old = piece.id && document.getElementById(piece.id);
      if (!old || (!evenFocused && old.contains(document.activeElement))) continue;
      const fresh = document.importNode(piece, true);
      old.replaceWith(fresh);
      window.htmx?.process(fresh);
      document.dispatchEvent(new CustomEvent("guankao:placed", { detail: fresh }));
    }
  }

  // What is told of an element stands below it, where somebody is looking; outside of it, because
  // an element is shown anew with each save.
  function tellBelow(element) {
    const told = document.querySelector(".told-place");
    const row = element?.matches("section") ? element.querySelector(".reviewed") : element;
    if (told && row) row.after(told);
  }

  // What is pressed on a page decides on the version that it shows. Once somebody else's change was
  // put into a save, it goes on to show the old one, so that nobody decides on what they never saw.
  let overtaken = false;

  function showVersion(answer) {
    overtaken ||= answer.merged;
    if (overtaken) return;
    const fields = "#ordering [name=version], .plan-steps [name=version]";
    document.querySelectorAll(fields).forEach((field) => (field.value = answer.version));
    const told = document.getElementById("shown-version");
    if (told) told.textContent = told.textContent.replace(/[0-9]+/, answer.version);
  }

  function words(name) {
    return document.getElementById("writing-words")?.dataset[name] || "";
  }

  return { post, showVersion, swap, tellBelow, words };
})();
