// Saves a form while it is written, and shows what is said of it. The form works without: then a
// button saves it.
"use strict";

(function () {
  const { keep, forget, read, elementsOf } = window.guankaoKept;
  const { post, showVersion, swap, tellBelow, words } = window.guankaoPieces;
  const CHECK_AFTER = 500;
  const SAVE_AFTER = 1000;
  // Each save is a version that is kept for ever: whoever goes on typing makes one in so many
  // milliseconds; leaving a field saves at once.
  const BETWEEN_SAVES = 5000;
  const LONGEST_WAIT = 30000;
  const OWN = ["csrfmiddlewaretoken", "version", "placed", "automatic", "with-text"];

  const isText = (name) => name && !OWN.includes(name) && !name.startsWith("choose-");
  const isFile = (field) => field.type === "file";

  function typedIn(form) {
    const typed = {};
    for (const field of form.elements) {
      if (isText(field.name) && field.tagName !== "BUTTON" && !isFile(field)) typed[field.name] = [];
    }
    for (const [name, value] of new FormData(form)) {
      if (isText(name) && typeof value === "string") typed[name].push(value.replace(/\r\n/g, "\n"));
    }
    return typed;
  }

  function put(form, name, values) {
    form.querySelectorAll(`[name="${CSS.escape(name)}"]`).forEach((field) => {
      if (field.type === "checkbox" || field.type === "radio") {
        field.checked = values.includes(field.value);
      } else {
        field.value = values[0] ?? "";
      }
    });
  }

  const same = (one, other) => JSON.stringify(one) === JSON.stringify(other);

  class Writing {
    constructor(place) {
      this.place = place;
      this.form = place.querySelector("form");
      this.state = place.querySelector(".save-state");
      this.of = { person: place.dataset.person, draft: place.dataset.draft, element: place.dataset.element };
      this.isNew = "new" in place.dataset;
      // What the page shows beside a fault was not saved.
      const unsaved = "refused" in place.dataset || place.querySelector(".fault");
      this.confirmed = unsaved ? null : typedIn(this.form);
      this.paused = Boolean(place.querySelector(".contested"));
      this.waits = 1000;
      this.lastSave = 0;
      this.sending = null;
      this.form.addEventListener("input", (event) => this.typed(event));
      this.form.addEventListener("compositionend", (event) => this.typed(event));
      this.form.addEventListener("change", (event) => this.chosen(event));
      this.form.addEventListener("focusout", () => this.dirty && !this.paused && this.save());
      this.form.addEventListener("submit", (event) => this.submitted(event));
      if (unsaved) this.keepTyped();
      else this.offerKept();
    }

    get version() {
      return this.form.elements.version;
    }

    get dirty() {
      return this.place.isConnected && !same(this.confirmed, typedIn(this.form));
    }

    say(sentence, { trouble = false, link = null } = {}) {
      this.state.classList.toggle("trouble", trouble);
      const said = [sentence];
      if (link) {
        const a = document.createElement("a");
        Object.assign(a, { href: link.address, target: "_blank", rel: "noopener", textContent: link.words });
        said.push(" ", a);
      }
      this.state.replaceChildren(...said);
    }

    typed(event) {
      // Half a Chinese character is no text yet.
      if (event.isComposing && event.type !== "compositionend") return;
      const name = event.target.name;
      if (!isText(name)) return;
      const mine = this.form.querySelector(`input[name="choose-${CSS.escape(name)}"][value=mine]`);
      if (mine) mine.checked = true;
      this.keepTyped();
      if (!this.paused) this.say(this.isNew ? this.whetherKept("keptNew") : words("typing"));
      clearTimeout(this.checking);
      this.checking = setTimeout(() => this.check(), CHECK_AFTER);
      this.later(Math.max(SAVE_AFTER, this.lastSave + BETWEEN_SAVES - Date.now()));
    }

    keepTyped() {
      const values = typedIn(this.form);
      this.isKept = keep(this.of, { at: Date.now(), version: this.version.value, values });
    }

    // A sentence that says the text is kept on this device, or the one for a browser that refused.
    whetherKept(name) {
      return words(this.isKept ? name : `${name}Unkept`);
    }

    // Whose text is to stand, where two people wrote one.
    chosen(event) {
      const box = event.target.closest("[data-contested]");
      if (!box || event.target.type !== "radio") return;
      const name = box.dataset.contested;
      if (event.target.value === "theirs") {
        box.mine = typedIn(this.form)[name];
        put(this.form, name, JSON.parse(box.dataset.theirs));
      } else if (box.mine) {
        put(this.form, name, box.mine);
      }
      this.check();
    }

    later(after) {
      clearTimeout(this.timer);
      this.timer = setTimeout(() => this.save(), after);
    }

    async check() {
      this.asking?.abort();
      this.asking = new AbortController();
      const fields = new FormData(this.form);
      const answer = await post(this.place.dataset.check, fields, { signal: this.asking.signal });
      if (answer.state !== "read" || !this.place.isConnected) return;
      swap(answer.html);
      this.tellFindings();
    }

    tellFindings() {
      const place = this.place.closest(".drafting") || this.place;
      const number = place.querySelectorAll(".field-said .finding, .beside-read .finding").length;
      const told = this.place.querySelector(".findings-told");
      const sentence = words("findings").replace("{}", number);
      if (told && told.textContent !== sentence) told.textContent = sentence;
    }

    // One request at a time; what is typed meanwhile goes with the next.
    async save({ leaving = false } = {}) {
      clearTimeout(this.timer);
      while (this.sending) await this.sending;
      if (this.isNew || this.paused || !this.dirty) return;
      const sent = typedIn(this.form);
      const fields = new FormData(this.form);
      fields.append("automatic", "1");
      if (!leaving) this.say(words("saving"));
      this.lastSave = Date.now();
      this.sending = post(this.place.dataset.address, fields, { keepalive: leaving });
      const answer = await this.sending;
      this.sending = null;
      if (this.place.isConnected) this.answered(answer, sent);
    }

    answered(answer, sent) {
      if (answer.state === "saved") this.saved(answer, sent);
      else if (answer.state === "conflict") this.contested(answer, sent);
      else if (answer.state === "invalid") this.say(`${words("invalid")} ${answer.message}`, { trouble: true });
      else this.trouble(answer);
    }

    saved(answer, sent) {
      this.waits = 1000;
      const taken = this.takeOver(answer.fields, sent);
      if (taken) {
        this.version.value = answer.version;
        showVersion(answer);
        this.confirmed = { ...sent, ...answer.fields };
      }
      if (this.dirty) {
        this.keepTyped();
        this.later(BETWEEN_SAVES);
      } else {
        forget(this.of);
      }
      swap(answer.html);
      // What was typed since the save was sent is newer than what its answer speaks of.
      if (this.dirty) this.check();
      this.say(answer.message);
      this.tellFindings();
    }

    // What only somebody else changed. Where the same field was typed in since, the old version is
    // kept, so that the next save finds the conflict instead of overwriting it.
    takeOver(fields, sent) {
      const now = typedIn(this.form);
      const all = Object.entries(fields || {});
      if (all.some(([name]) => !same(now[name], sent[name]))) return false;
      all.forEach(([name, values]) => put(this.form, name, values));
      return true;
    }

    contested(answer, sent) {
      if (this.takeOver(answer.fields, sent)) this.version.value = answer.version;
      swap(answer.html, { evenFocused: true });
      this.paused = Boolean(this.place.querySelector(".contested"));
      this.keepTyped();
      this.say(this.paused ? words("choose") : `${words("notSaved")} ${answer.message}`, { trouble: true });
    }

    trouble(answer) {
      const again = () => {
        this.later(this.waits);
        this.waits = Math.min(this.waits * 2, LONGEST_WAIT);
      };
      if (answer.state === "offline") {
        this.say(this.whetherKept("offline"), { trouble: true });
        again();
      } else if (answer.state === "signed-out") {
        const link = { address: words("signInAddress"), words: words("signIn") };
        this.say(this.whetherKept("signedOut"), { trouble: true, link });
      } else if (answer.state === "failed") {
        this.say(this.whetherKept("failed"), { trouble: true });
        again();
      } else {
        this.say(`${words("notSaved")} ${answer.message || ""}`, { trouble: true });
      }
    }

    async submitted(event) {
      const button = event.submitter;
      clearTimeout(this.timer);
      if (!("placed" in this.place.dataset)) {
        // A page of its own is sent by the browser, once nothing is on its way any more.
        if (this.sending) {
          event.preventDefault();
          await this.sending;
          setTimeout(() => this.form.requestSubmit(button));
        } else if (!navigator.onLine) {
          event.preventDefault();
          this.trouble({ state: "offline" });
        }
        return;
      }
      event.preventDefault();
      while (this.sending) await this.sending;
      const fields = new FormData(this.form, button);
      const sent = typedIn(this.form);
      this.say(words("saving"));
      const answer = await post(this.form.action, fields);
      this.closed(answer, sent);
    }

    closed(answer, sent) {
      const row = this.place.closest(".reviewed");
      if (["saved", "removed", "added"].includes(answer.state)) {
        forget(this.of);
        showVersion(answer);
        if (answer.state === "added") {
          window.location.assign(answer.address);
          return;
        }
        tellBelow(row);
        if (answer.state === "removed") {
          const gone = row.matches(".goal-head") ? row.parentElement : row;
          gone.after(document.querySelector(".told-place"));
          gone.remove();
        }
        swap(answer.html, { evenFocused: true });
        if (answer.state === "saved") document.getElementById(row.id)?.querySelector(".edit")?.focus();
        else document.querySelector("#told button")?.focus();
      } else if (answer.html) {
        swap(answer.html, { evenFocused: true });
        const fresh = document.getElementById(this.place.id);
        fresh?.querySelector(".contested input, .at-fault input, .at-fault textarea, .at-fault select")?.focus();
      } else {
        this.answered(answer, sent);
      }
    }

    offerKept() {
      const kept = read(this.of);
      if (!kept) return;
      const now = typedIn(this.form);
      const names = Object.keys(kept.values).filter((name) => name in now && !same(kept.values[name], now[name]));
      if (!names.length) {
        forget(this.of);
        return;
      }
      const notice = document.createElement("section");
      notice.className = "notice kept";
      const at = new Date(kept.at);
      const heading = document.createElement(`h${this.place.dataset.head}`);
      heading.textContent = words("restoreHeading").replace("{}", `${at.getMonth() + 1}/${at.getDate()} ${at.toTimeString().slice(0, 5)}`);
      const list = document.createElement("dl");
      for (const name of names) list.append(...this.bothTexts(name, kept.values[name], now[name]));
      const buttons = document.createElement("p");
      buttons.className = "decide";
      buttons.append(
        this.button(words("restore"), "", () => this.restore(kept, notice)),
        this.button(words("discard"), "quiet", () => {
          forget(this.of);
          notice.remove();
          this.form.querySelector("input:not([type=hidden]), textarea, select")?.focus();
        }),
      );
      notice.append(heading, list, buttons);
      this.place.before(notice);
    }

    bothTexts(name, typed, stands) {
      const field = this.form.querySelector(`[name="${CSS.escape(name)}"]`);
      const label = field?.closest("fieldset:not(.field-group)")?.querySelector("legend") || field?.labels?.[0];
      const term = document.createElement("dt");
      term.textContent = label?.firstChild?.textContent.trim() || name;
      const texts = [
        [words("restoreTyped"), typed],
        [words("restoreStands"), stands],
      ].map(([whose, values]) => {
        const text = document.createElement("dd");
        const head = document.createElement("b");
        head.textContent = whose;
        const body = document.createElement("span");
        body.className = "whose-text";
        body.textContent = values.join("、") || words("nothing");
        text.append(head, body);
        return text;
      });
      return [term, ...texts];
    }

    button(text, look, pressed) {
      const button = document.createElement("button");
      Object.assign(button, { type: "button", textContent: text, className: look });
      button.addEventListener("click", pressed);
      return button;
    }

    restore(kept, notice) {
      // The version that it was typed against: what others saved since is put together with it.
      if (!this.isNew) this.version.value = kept.version;
      Object.entries(kept.values).forEach(([name, values]) => put(this.form, name, values));
      notice.remove();
      this.form.querySelector("input:not([type=hidden]), textarea, select")?.focus();
      this.check();
      this.save();
    }
  }

  const open = new Map();

  function begin(root) {
    const places = [...root.querySelectorAll("[data-writing]")];
    if (root.matches?.("[data-writing]")) places.push(root);
    places.filter((place) => !open.has(place)).forEach((place) => open.set(place, new Writing(place)));
    for (const place of open.keys()) if (!place.isConnected) open.delete(place);
  }

  // Texts that were typed in forms which are not open now.
  function listKept() {
    const place = document.getElementById("kept-elsewhere");
    if (!place) return;
    const shown = [...open.keys()].map((one) => one.dataset.element);
    const elements = elementsOf(place.dataset).filter((element) => !shown.includes(element));
    place.replaceChildren();
    if (!elements.length) return;
    const notice = document.createElement("p");
    notice.className = "notice";
    notice.append(words("restoreElsewhere"));
    for (const element of elements) {
      const a = document.createElement("a");
      a.href = `${place.dataset.address}${encodeURI(element)}/`;
      const row = document.getElementById(element.replaceAll("/", "-"));
      a.textContent = row?.querySelector("h3, h4")?.textContent.trim() || element;
      notice.append(" ", a);
    }
    place.append(notice);
  }

  function afterSave() {
    const place = document.querySelector("[data-saved-element]");
    if (!place) return;
    forget({ ...place.dataset, element: place.dataset.savedElement });
    tellBelow(document.getElementById(decodeURIComponent(window.location.hash.slice(1))));
    window.history.replaceState(null, "", window.location.pathname + window.location.hash);
  }

  const all = (doing) => open.forEach((one) => one.dirty && doing(one));

  document.addEventListener("guankao:placed", (event) => begin(event.detail));
  document.addEventListener("htmx:load", (event) => {
    const fresh = event.detail.elt;
    begin(fresh);
    listKept();
    if (fresh.matches?.(".writing-here")) {
      fresh.querySelector("form.element-form :is(input:not([type=hidden]), textarea, select)")?.focus();
    } else if (fresh.matches?.(".reviewed")) {
      fresh.querySelector(".edit")?.focus();
    }
  });
  // A form is not closed before what was typed in it is saved, or known not to be.
  document.addEventListener("htmx:confirm", (event) => {
    const place = event.target.closest?.("[data-writing]");
    const writing = place && open.get(place);
    if (!writing || !writing.dirty || !event.target.matches(".close")) return;
    event.preventDefault();
    writing.save().then(() => event.detail.issueRequest(true));
  });
  window.addEventListener("online", () => all((one) => one.save()));
  window.addEventListener("focus", () => all((one) => one.save()));
  window.addEventListener("pagehide", () => all((one) => one.save({ leaving: true })));
  document.addEventListener("visibilitychange", () => document.hidden && all((one) => one.save()));

  afterSave();
  begin(document);
  listKept();
})();
