// The funnel of needs and the loop of organisations, each beside the other world's.

import { make } from "./dom.js";
import { STAGES } from "./worlds.js";
import { named, number, percent, say } from "./words.js";

const LOOP = ["part", "noticed", "honoured", "learnt"];

export function funnel(stage, t) {
  return group("demo.funnel", STAGES.map((name) => `demo.funnel.${name}`), stage.worlds.map((world) => world.funnel(t)), stage.worlds,
    (counts) => counts[0]);
}

export function loop(stage, t) {
  const most = Math.max(1, t * stage.geometry.organisations.length);
  return group("demo.loop", LOOP.map((name) => `demo.loop.${name}`), stage.worlds.map((world) => world.loop(t)), stage.worlds, () => most);
}

function group(title, keys, counts, worlds, whole) {
  return [
    make("h2", {}, say(title), worlds.length > 1 && make("span", { class: "key" }, ...worlds.map((world, w) =>
      make("span", {}, make("i", { class: `swatch w${w}` }), named(world.label))))),
    make("ol", { class: "steps" }, ...keys.map((key, k) => make("li", {},
      make("span", { class: "name" }, say(key)),
      ...worlds.map((world, w) => {
        const share = whole(counts[w]) ? counts[w][k] / whole(counts[w]) : 0;
        return make("span", { class: `bar w${w}`, title: named(world.label) },
          make("i", { style: `width:${(100 * share).toFixed(1)}%` }),
          make("b", {}, number(counts[w][k])),
          make("small", {}, whole(counts[w]) === counts[w][k] ? "" : percent(share, 0)));
      })))),
  ];
}
