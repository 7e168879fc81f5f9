// What is otherwise in a world, in a few words: from the start against the other world, and from which month on.

import { list, named, number, say } from "./words.js";

const SHOWN = 3;

function valued(control, value) {
  if (control.kind === "choice") return named(control.choices.find((one) => one.value === value)?.name ?? String(value));
  if (control.kind === "switch") return say(value ? "demo.changes.on" : "demo.changes.off");
  return number(value, Number.isInteger(value) ? 0 : 2);
}

export function told(stage, settings) {
  const parts = stage.controls.filter(({ path }) => path in settings).map((control) =>
    say("demo.changes.one", { name: named(control.name), value: valued(control, settings[control.path]) }));
  if (parts.length > SHOWN) parts.splice(SHOWN, parts.length, "…");
  return list(parts);
}

export function changes(stage, world) {
  const [first] = stage.worlds;
  const parts = [];
  if (world !== first) {
    const other = Object.entries(world.settings).filter(([path, value]) => first.settings[path] !== value);
    if (other.length) parts.push(told(stage, Object.fromEntries(other)));
  }
  for (const [from, settings] of world.changes) {
    const what = told(stage, settings);
    if (what) parts.push(say("demo.changes.from", { month: from, what }));
  }
  return parts.join(say("demo.story.between"));
}
