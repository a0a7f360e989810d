// Signing out removes what this device kept of texts that were not saved: the next person at it is
// another.
"use strict";

document.addEventListener("submit", (event) => {
  if (!event.target.matches("form.sign-out")) return;
  try {
    Object.keys(window.localStorage)
      .filter((name) => name.startsWith("guankao:typed:"))
      .forEach((name) => window.localStorage.removeItem(name));
  } catch {
    // A browser that keeps nothing has nothing to remove.
  }
});
