// Keeps what was typed and not sent, over page changes and reloads, in this tab's session storage.
// An entry has `text`, what the field holds, and `base`, what the server last put there.
const PREFIX = "rein.unsent:";
const SCAN_MS = 200;
const setValue = Object.getOwnPropertyDescriptor(HTMLTextAreaElement.prototype, "value").set;

class Keeper {
  fields = [];
  seen = new WeakMap();

  start() {
    document.addEventListener("input", event => this.typed(event.target), true);
    document.addEventListener("click", event => event.target.closest?.("button") && this.sent(), true);
    document.addEventListener("keydown", event =>
      event.key === "Enter" && (event.ctrlKey || event.metaKey) && this.sent(), true);
    window.addEventListener("pagehide", () => this.scan());
    setInterval(() => this.scan(), SCAN_MS);
  }

  areas() {
    const selectors = this.fields.map(field => `[class*="st-key-${field}"] textarea`);
    return selectors.length ? document.querySelectorAll(selectors.join()) : [];
  }

  name(area) {
    const own = area.closest('[class*="st-key-"]').className.match(/st-key-\S+/)[0];
    const id = new URLSearchParams(location.search).get("id") ?? "";
    return `${PREFIX}${location.pathname}:${id}:${own}`;
  }

  load(name) {
    try { return JSON.parse(sessionStorage.getItem(name)) } catch { return null }
  }

  store(name, entry) {
    try {
      if (entry.text === "") sessionStorage.removeItem(name);
      else sessionStorage.setItem(name, JSON.stringify(entry));
    } catch { /* the browser allows no storage, or it is full */ }
  }

  scan() {
    for (const area of this.areas()) {
      const known = this.seen.get(area);
      if (known === undefined) this.meet(area);
      else if (area.value !== known.text) this.note(area, {text: area.value, base: area.value});
    }
  }

  // A field that was just drawn: the words come back unless the server has others.
  meet(area) {
    const stored = this.load(this.name(area));
    const base = area.value;
    const ours = stored && (base === "" || base === stored.base) && stored.text !== base;
    this.note(area, {text: ours ? stored.text : base, base});
    if (!ours) return;
    setValue.call(area, stored.text);
    area.dispatchEvent(new Event("input", {bubbles: true}));
    area.dispatchEvent(new FocusEvent("focusout", {bubbles: true}));
  }

  note(area, entry) {
    this.seen.set(area, entry);
    this.store(this.name(area), entry);
  }

  typed(area) {
    const known = this.seen.get(area);
    if (known !== undefined && area.value !== known.text) {
      this.note(area, {...known, text: area.value});
    }
  }

  // The server gets what the fields hold now; a later edit starts from there.
  sent() {
    for (const area of this.areas()) {
      if (this.seen.has(area)) this.note(area, {text: area.value, base: area.value});
    }
  }

  forget(text) {
    for (const name of Object.keys(sessionStorage)) {
      if (name.startsWith(PREFIX) && this.load(name)?.text === text) sessionStorage.removeItem(name);
    }
  }
}

export default function({data}) {
  if (window.reinUnsent === undefined) {
    window.reinUnsent = new Keeper();
    window.reinUnsent.start();
  }
  window.reinUnsent.fields = data.fields;
  if (data.sent) window.reinUnsent.forget(data.sent);
}
