// Colleagues offered while a comment is typed: after “@”, arrows choose, Enter or Tab takes,
// Escape closes. Without this script the account is typed out, and the server says who was told.
"use strict";
{
  const BEGUN = /(?:^|[^A-Za-z0-9._+-])@([^\s@]{0,40})$/;
  const PAUSE = 150;
  let numbers = 0;

  const offer = (field) => {
    const list = document.createElement("ul");
    list.className = "colleagues";
    list.id = `colleagues-${++numbers}`;
    list.setAttribute("role", "listbox");
    list.setAttribute("aria-label", field.dataset.colleaguesLabel);
    list.hidden = true;
    const told = document.createElement("p");
    told.className = "unseen";
    told.setAttribute("role", "status");
    field.after(list, told);
    field.setAttribute("aria-autocomplete", "list");
    field.setAttribute("aria-controls", list.id);
    field.setAttribute("autocomplete", "off");
    let chosen = -1;
    let waiting = 0;
    let asked = 0;

    const begun = () => field.value.slice(0, field.selectionStart).match(BEGUN);
    const close = () => {
      asked += 1;
      list.hidden = true;
      list.replaceChildren();
      told.textContent = "";
      chosen = -1;
      field.removeAttribute("aria-activedescendant");
    };
    const choose = (place) => {
      const options = [...list.children];
      chosen = (place + options.length) % options.length;
      options.forEach((option, number) => option.setAttribute("aria-selected", String(number === chosen)));
      field.setAttribute("aria-activedescendant", options[chosen].id);
    };
    const take = (option) => {
      const found = begun();
      if (found) {
        const start = field.selectionStart - found[1].length;
        field.setRangeText(`${option.dataset.account} `, start, field.selectionStart, "end");
        field.dispatchEvent(new Event("change", { bubbles: true }));
      }
      close();
      field.focus();
    };
    const show = (colleagues) => {
      list.replaceChildren(
        ...colleagues.map((one, number) => {
          const option = document.createElement("li");
          option.id = `${list.id}-${number}`;
          option.setAttribute("role", "option");
          option.dataset.account = one.account;
          const account = document.createElement("b");
          account.textContent = `@${one.account}`;
          option.append(account, ` ${one.name} · ${one.agency}`);
          option.addEventListener("mousedown", (event) => {
            event.preventDefault();
            take(option);
          });
          return option;
        }),
      );
      list.hidden = colleagues.length === 0;
      told.textContent = colleagues.length ? String(colleagues.length) : "";
      if (colleagues.length) choose(0);
    };
    const ask = async () => {
      const found = begun();
      if (!found) return close();
      const mine = ++asked;
      try {
        const address = `${field.dataset.colleagues}?q=${encodeURIComponent(found[1])}`;
        const answer = await fetch(address, { headers: { Accept: "application/json" }, redirect: "error" });
        if (!answer.ok) return;
        const { colleagues } = await answer.json();
        if (mine === asked) show(colleagues);
      } catch {
        // Nobody is offered while the connection is lost; the account can be typed out.
      }
    };
    field.addEventListener("input", () => {
      clearTimeout(waiting);
      waiting = setTimeout(ask, PAUSE);
    });
    field.addEventListener("blur", close);
    field.addEventListener("keydown", (event) => {
      if (list.hidden || event.isComposing) return;
      if (event.key === "ArrowDown") choose(chosen + 1);
      else if (event.key === "ArrowUp") choose(chosen - 1);
      else if (event.key === "Enter" || event.key === "Tab") take(list.children[chosen]);
      else if (event.key === "Escape") close();
      else return;
      event.preventDefault();
    });
  };

  const begin = (root) => {
    root.querySelectorAll("textarea[data-colleagues]:not([aria-autocomplete])").forEach(offer);
  };
  begin(document);
  document.addEventListener("htmx:load", (event) => begin(event.detail.elt.parentNode ?? document));
}
