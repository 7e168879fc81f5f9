// Several comparisons in one file, of which one is on.

import { changes } from "./changes.js";
import { make } from "./dom.js";
import { look } from "./view.js";
import { named } from "./words.js";
import { Stage } from "./worlds.js";

let stages = []; // made once each, for what they are called

// Return the data of the play that is on, of a file with one or with several.
export function chosen(raw, play) {
  if (!raw.plays) return raw;
  if (!stages.length) stages = raw.plays.map((one) => new Stage({ ...one, worlds: one.worlds.map((world) => ({ ...world, months: [] })) }));
  return raw.plays[play] ?? raw.plays[0];
}

// Fill the list of what there is; it stays away where there is one.
export function list(select, play) {
  select.hidden = stages.length < 2;
  if (select.hidden) return;
  select.replaceChildren(...stages.map((stage, k) => make("option", { value: k, selected: k === Number(play) },
    [`${k + 1} ${named(stage.title)}`, ...stage.worlds.map((world) => changes(stage, world))].filter(Boolean).join(" · "))));
}

export function wirePlays(select) {
  select.addEventListener("change", () => look({ play: select.value, month: 0, pick: "", step: 0 }));
}
