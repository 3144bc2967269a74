const turns = new WeakMap();

export default function({parentElement, data, setTriggerValue}) {
  const cells = () => [...document.querySelectorAll(".coach-strip a[data-week]")];
  const chosen = event => event.target.closest?.(".coach-strip a[data-week]");
  const tap = event => {
    const cell = chosen(event);
    if (!cell || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    setTriggerValue("week", Number(cell.dataset.week));
  };
  const step = event => {
    const cell = chosen(event);
    const all = cells(), at = all.indexOf(cell);
    const to = {ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: all.length - 1}[event.key];
    if (at < 0 || to === undefined || !all[to]) return;
    event.preventDefault();
    all.forEach(each => { each.tabIndex = each === all[to] ? 0 : -1; });
    all[to].focus();
  };
  document.addEventListener("click", tap);
  document.addEventListener("keydown", step);

  const show = tries => {
    const week = document.querySelector("." + data.place);
    if (!week) {
      if (tries) setTimeout(() => show(tries - 1), 100);
      return;
    }
    const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
    week.scrollIntoView({block: "start", behavior: calm ? "auto" : "smooth"});
    const first = week.querySelector("summary, input, button");
    if (first) first.focus({preventScroll: true});
  };
  if (data.turn && turns.get(parentElement) !== data.turn) {
    turns.set(parentElement, data.turn);
    show(20);
  }
  return () => {
    document.removeEventListener("click", tap);
    document.removeEventListener("keydown", step);
  };
}
