// Moves goals, KPIs and projects: by the buttons beside each, with Alt and an arrow, or by dragging.
// Without it the buttons send a form.
"use strict";

(function () {
  const { post, showVersion, swap, tellBelow, words } = window.guankaoPieces;
  const form = document.getElementById("ordering");
  if (!form) return;
  let last = Promise.resolve();

  const itemOf = (inside) => inside.closest("[data-ordered] > [data-item]");
  const among = (item) => [...item.parentElement.children].filter((one) => one.matches("[data-item]"));
  const placeOf = (item) => among(item).indexOf(item);

  function tell(sentence) {
    document.getElementById("order-told").textContent = sentence;
  }

  // The others move, and the item stays where it is in the tree: so it keeps focus and pointer.
  function put(item, place) {
    for (let now = placeOf(item); now !== place; now = placeOf(item)) {
      const others = among(item);
      if (now > place) item.after(others[now - 1]);
      else item.before(others[now + 1]);
    }
  }

  function move(item, place, { from = placeOf(item) } = {}) {
    const end = among(item).length - 1;
    const wanted = Math.min(Math.max(place, 0), end);
    put(item, wanted);
    tell(words("moved").replace("{}", `${wanted + 1} / ${end + 1}`));
    if (wanted === from) return;
    // One after the other: each names the version that the one before it made.
    last = last.then(() => send(item, wanted, from));
  }

  async function send(item, place, from) {
    const fields = new FormData(form);
    fields.append("place", place + 1);
    const address = `${form.dataset.address}${encodeURI(item.dataset.item)}/`;
    const answer = await post(address, fields);
    if (answer.state === "moved") {
      form.elements.version.value = answer.version;
      showVersion(answer);
      settle(item, answer.order);
      tellBelow(item);
      swap(answer.html);
    } else {
      put(item, from);
      tell(answer.state === "offline" ? words("offline") : answer.message || words("notMoved"));
      document.getElementById("order-told").classList.remove("unseen");
    }
  }

  // As the server has it: somebody else may have moved others meanwhile.
  function settle(item, order) {
    const placeIn = (one) => order.indexOf(one.dataset.item.replaceAll("/", "-"));
    const wanted = among(item).sort((one, other) => placeIn(one) - placeIn(other));
    if (wanted.some((one, place) => one !== among(item)[place])) item.parentElement.append(...wanted);
  }

  document.addEventListener("click", (event) => {
    const button = event.target.closest("button[form=ordering]");
    const item = button && itemOf(button);
    if (!item) return;
    event.preventDefault();
    move(item, placeOf(item) + (button.value === "up" ? -1 : 1));
    button.scrollIntoView({ block: "nearest" });
  });

  document.addEventListener("keydown", (event) => {
    const step = { ArrowUp: -1, ArrowDown: 1 }[event.key];
    const item = step && event.altKey && event.target.closest(".row-tools") && itemOf(event.target);
    if (!item) return;
    event.preventDefault();
    move(item, placeOf(item) + step);
    event.target.scrollIntoView({ block: "nearest" });
  });

  const EDGE = 80; // pixels from the edge of the window in which it scrolls
  let dragged = null;

  function drag(event) {
    if (!dragged) return;
    const { item } = dragged;
    const others = among(item);
    const now = others.indexOf(item);
    const middle = (one) => one.getBoundingClientRect().top + one.getBoundingClientRect().height / 2;
    if (now > 0 && event.clientY < middle(others[now - 1])) put(item, now - 1);
    else if (now < others.length - 1 && event.clientY > middle(others[now + 1])) put(item, now + 1);
    if (event.clientY < EDGE) window.scrollBy(0, -12);
    else if (event.clientY > window.innerHeight - EDGE) window.scrollBy(0, 12);
  }

  function drop({ back }) {
    if (!dragged) return;
    const { item, from } = dragged;
    dragged = null;
    item.classList.remove("dragged");
    if (back) put(item, from);
    else move(item, placeOf(item), { from });
  }

  document.addEventListener("pointerdown", (event) => {
    const handle = event.target.closest(".handle");
    const item = handle && event.button === 0 && itemOf(handle);
    if (!item) return;
    handle.setPointerCapture(event.pointerId);
    item.classList.add("dragged");
    dragged = { item, from: placeOf(item) };
  });
  document.addEventListener("pointermove", drag);
  document.addEventListener("pointerup", () => drop({ back: false }));
  document.addEventListener("pointercancel", () => drop({ back: true }));
  document.addEventListener("keydown", (event) => event.key === "Escape" && drop({ back: true }));

  const show = (root) => root.querySelectorAll(".handle").forEach((one) => (one.hidden = false));
  document.addEventListener("htmx:load", (event) => show(event.detail.elt));
  document.addEventListener("guankao:placed", (event) => show(event.detail));
  show(document);
})();
