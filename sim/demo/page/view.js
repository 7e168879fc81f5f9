// What is looked at, and how: kept in the address, so that a link opens exactly this view.

const DEFAULTS = {
  lang: "zh", // zh, en
  page: "", // first, stage, lesson, class; empty: what the data are made for
  panel: "numbers", // numbers, why, controls, table, keep
  month: 0,
  pick: "", // n12 a need, o3 an organisation
  big: "", // worlds, funnel: the projector's modes
  speed: 1, // months a second
  play: "", // which of several comparisons
  step: 0, // of a lesson
  lock: "", // panels and controls that the teacher has put away, with commas
  at: "", // what a server was asked for, as JSON
};
const NUMBERS = new Set(["month", "speed", "step"]);
const listeners = new Set();
export const view = { ...DEFAULTS };

function read() {
  const found = { ...DEFAULTS, lang: view.lang };
  for (const [key, value] of new URLSearchParams(location.hash.slice(1))) {
    if (!(key in DEFAULTS)) continue;
    if (!NUMBERS.has(key)) found[key] = value;
    else if (Number.isFinite(Number(value))) found[key] = Number(value);
  }
  return found;
}

export function address() {
  const parts = new URLSearchParams();
  for (const [key, value] of Object.entries(view)) if (value !== DEFAULTS[key] || key === "lang") parts.set(key, value);
  return `#${parts}`;
}

export function open(first) {
  DEFAULTS.lang = view.lang = first.lang;
  Object.assign(view, read());
  addEventListener("hashchange", () => look(read()));
}

// Look at something else. While playing the address stands still: it is written when play stops.
export function look(changes, { quiet = false } = {}) {
  const changed = new Set(Object.keys(changes).filter((key) => view[key] !== changes[key]));
  Object.assign(view, changes);
  if (!quiet && location.hash !== address()) history.replaceState(null, "", address());
  if (changed.size) for (const listener of listeners) listener(changed);
}

export function whenLooking(listener) {
  listeners.add(listener);
}

export function locked(name) {
  return view.lock.split(",").includes(name);
}
