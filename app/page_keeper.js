// Runs in the head of every page, before Streamlit's client: what a page needs besides its elements.
(() => {
  const ROOT = document.documentElement;
  const APP = '[data-testid="stApp"]';
  const MAIN = '[data-testid="stMain"]';
  const idle = () => document.querySelector(APP)?.dataset.testScriptState === "notRunning";

  // The first drawing is shown as a whole: parts that arrive one by one would push each other down.
  const LATEST_MS = 8000, QUIET_MS = 120;
  ROOT.classList.add("rein-drawing");
  let shown = false, lastChange = performance.now();
  const show = () => {
    if (shown) return;
    shown = true;
    ROOT.classList.remove("rein-drawing");
    scroll.restore();
  };
  const showOnceDrawn = () => {
    if (shown) return;
    const drawn = idle() && !document.querySelector('[data-testid="stSkeleton"]')
      && document.querySelector(`${MAIN} :is(h1, [data-testid="stAlert"])`) && performance.now() - lastChange > QUIET_MS;
    if (drawn) show(); else setTimeout(showOnceDrawn, 40);
  };
  setTimeout(show, LATEST_MS);

  // A label of Streamlit is Markdown, and its escapes would be read aloud.
  const plain = text => text.replace(/\\([!-\/:-@[-`{-~])/g, "$1").replace(/\u2060/g, "");
  const nameControls = within => {
    for (const one of within.querySelectorAll("[aria-label]")) {
      const before = one.getAttribute("aria-label"), after = plain(before);
      if (after !== before) one.setAttribute("aria-label", after);
    }
  };
  // Several tasks have a button of the same words; each is named with what it belongs to.
  const GROUPS = /(^| )st-key-today-(goal-|.*-row( |$))/;
  const nameInGroups = within => {
    for (const group of within.querySelectorAll('[class*="st-key-today-"]')) {
      if (!GROUPS.test(group.className)) continue;
      const task = group.querySelector('input[type="checkbox"]')?.getAttribute("aria-label");
      const name = task ?? group.querySelector("a p")?.textContent.trim();
      if (!name) continue;
      for (const one of group.querySelectorAll(task ? "button" : "a")) {
        const own = one.querySelector("p")?.textContent.trim();
        const wanted = own && own !== name ? `${own}: ${name}` : null;
        if (wanted && one.getAttribute("aria-label") !== wanted) one.setAttribute("aria-label", wanted);
      }
    }
  };
  // Streamlit's list of pages has sections between the list and its items.
  const listPages = () => {
    const list = document.querySelector('ul[data-testid="stSidebarNavItems"]');
    if (!list) return;
    if (list.getAttribute("role") !== "none") list.setAttribute("role", "none");
    for (const part of list.children) {
      if (part.tagName === "DIV" && part.getAttribute("role") !== "list") part.setAttribute("role", "list");
    }
  };

  // Where a person was: scroll position of an address, for a reload and for the way back to it.
  // A page that is being exchanged for another scrolls by itself, a moment before it says that it runs.
  // So a position is stored once the same page has been idle for a moment after it, or when the tab goes.
  const PATIENCE_MS = 8000, ARRIVAL_MS = 3000, STILL_MS = 200;
  const scroll = {
    key: () => `rein.scroll.${location.pathname}${location.search}`,
    save() {
      const main = document.querySelector(MAIN);
      if (main && shown && idle() && !this.holds) sessionStorage.setItem(this.key(), String(main.scrollTop));
    },
    saveOnceStill() {
      const key = this.key();
      clearTimeout(this.waits);
      if (idle()) this.waits = setTimeout(() => key === this.key() && this.save(), STILL_MS);
    },
    waits: 0,
    restore(until = performance.now() + PATIENCE_MS) {
      const main = document.querySelector(MAIN), wanted = Number(sessionStorage.getItem(this.key()) ?? 0);
      this.holds = Boolean(wanted && !location.hash && performance.now() < until);
      if (!this.holds) return;
      if (main && idle()) main.scrollTop = wanted;
      if (!main || !idle() || Math.abs(main.scrollTop - wanted) > 2) setTimeout(() => this.holds && this.restore(until), 100);
      else this.holds = false;
    },
    // A page that was opened by a link begins at its top, however late its parts arrive.
    begin(since) {
      if (this.begun !== since) return;
      const main = document.querySelector(MAIN), lasted = performance.now() - since;
      if (main && main.scrollTop > 0) main.scrollTop = 0;
      if (lasted < (idle() ? ARRIVAL_MS : PATIENCE_MS)) setTimeout(() => this.begin(since), 100);
    },
    begun: 0,
    holds: false,
  };
  const push = history.pushState;
  history.pushState = function (...entry) {
    const before = location.pathname;
    push.apply(this, entry);
    if (location.pathname === before || location.hash) return;
    scroll.holds = false;
    scroll.begun = performance.now();
    scroll.begin(scroll.begun);
  };
  for (const kind of ["wheel", "touchmove", "pointerdown", "keydown"]) {
    addEventListener(kind, () => {  // the person scrolls
      scroll.holds = false;
      scroll.begun = 0;
    }, {capture: true, passive: true});
  }
  document.addEventListener("scroll", event => {
    if (event.target instanceof Element && event.target.matches(MAIN)) scroll.saveOnceStill();
  }, {capture: true, passive: true});
  addEventListener("pagehide", () => scroll.save());
  addEventListener("popstate", () => {
    scroll.begun = 0;
    scroll.holds = true;
    setTimeout(() => scroll.holds && scroll.restore(), 150);
  });

  // Keyboard: an action that moves or removes its control leaves the person at its place.
  const FOCUSABLE = 'a[href], button, input, select, textarea, summary, [tabindex="0"]';
  const usable = one => !one.disabled && one.getClientRects().length > 0 && !one.closest("[inert]");
  const controls = () => [...(document.querySelector(MAIN)?.querySelectorAll(FOCUSABLE) ?? [])].filter(usable);
  const keyOf = one => [...(one.closest('[class*="st-key-"]')?.classList ?? [])].find(name => name.startsWith("st-key-"));
  let last = null, byKeyboard = false;
  addEventListener("keydown", () => { byKeyboard = true; }, true);
  addEventListener("pointerdown", () => { byKeyboard = false; }, true);
  document.addEventListener("focusin", event => {
    const one = event.target;
    if (!(one instanceof Element) || one.matches(MAIN)) return;
    if (one.closest('[data-testid="stSidebar"], [data-testid="stHeader"]')) { last = null; return; }
    if (!one.closest(MAIN)) return;  // in a popover: the way back is the control that opened it
    last = {key: keyOf(one), tag: one.tagName, place: controls().indexOf(one), one};
  });
  const keepFocus = () => {
    const now = document.activeElement;
    if (!byKeyboard || !last || (now && now !== document.body) || !idle()) return;
    const all = controls();
    const same = last.key
      && all.find(one => keyOf(one) === last.key && one.tagName === last.tag);
    const next = (last.one.isConnected && usable(last.one) && last.one) || same || all[Math.min(last.place, all.length - 1)];
    next?.focus({preventScroll: false});
  };

  // What changes is said: the element with data-say holds the words.
  let said = "";
  const say = () => {
    const words = [...document.querySelectorAll("[data-say]")].map(one => one.textContent.trim()).join(". ");
    if (words === said) return;
    said = words;
    let place = document.getElementById("rein-said");
    if (!place) {
      place = document.createElement("div");
      place.id = "rein-said";
      place.className = "rein-unseen";
      place.setAttribute("role", "status");
      document.body.append(place);
      return;  // what the page begins with is read with the page
    }
    place.textContent = words;
  };

  // What is opened from a list is brought into view: on a phone it does not stand beside the list.
  let opened = null;
  const showOpened = () => {
    if (!idle()) return;
    const one = document.querySelector("[data-opened]"), name = one?.dataset.opened ?? "";
    const other = opened !== null && opened !== "" && name !== "" && name !== opened;
    opened = name;
    if (!other) return;
    const {top, bottom} = one.getBoundingClientRect();
    if (top < 0 || bottom > innerHeight) one.scrollIntoView({block: "center"});
  };

  let waits = false;
  const look = () => {
    waits = false;
    const main = document.body;
    nameControls(main);
    nameInGroups(main);
    listPages();
    say();
    showOpened();
    keepFocus();
  };
  const onChange = () => {
    lastChange = performance.now();
    if (!waits) { waits = true; setTimeout(look, 60); }
  };
  addEventListener("DOMContentLoaded", () => {
    new MutationObserver(onChange).observe(document.body, {
      subtree: true, childList: true, characterData: true, attributes: true,
      attributeFilter: ["aria-label", "data-test-script-state", "disabled"],
    });
    showOnceDrawn();
  });
})();
