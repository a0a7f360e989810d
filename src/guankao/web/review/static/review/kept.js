// Keeps on this device what somebody typed until the server confirmed it, by person, plan and
// element. Another person on the same device is never offered it; signing out removes it.
"use strict";

window.guankaoKept = (function () {
  const BEFORE = "guankao:typed:";
  const nameOf = (of) => `${BEFORE}${of.person}:${of.draft}:${of.element}`;

  // A browser may refuse to keep anything; then a lost connection loses what was not saved, and the
  // page still says that it was not.
  function attempt(doing) {
    try {
      return doing(window.localStorage);
    } catch {
      return null;
    }
  }

  return {
    // Whether the browser keeps it.
    keep: (of, content) =>
      attempt((storage) => {
        storage.setItem(nameOf(of), JSON.stringify(content));
        return true;
      }) === true,
    forget: (of) => attempt((storage) => storage.removeItem(nameOf(of))),
    read: (of) => attempt((storage) => JSON.parse(storage.getItem(nameOf(of)))),
    elementsOf(of) {
      const prefix = nameOf({ ...of, element: "" });
      const names = attempt((storage) => Object.keys(storage)) || [];
      return names.filter((name) => name.startsWith(prefix)).map((name) => name.slice(prefix.length));
    },
  };
})();
