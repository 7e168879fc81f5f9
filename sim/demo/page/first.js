// The first minute: one need, three who may be asked, and what each choice comes to.

import { make } from "./dom.js";
import { named, number, say } from "./words.js";
import { look } from "./view.js";

let chosen = new Set();
let answered = false;
const tried = new Map(); // choices so far, and what they came to

export function first(data, root, further) {
  const { need, actors, outcomes } = data;
  const key = actors.filter(({ id }) => chosen.has(id)).map(({ id }) => id).join("+");
  const outcome = answered ? outcomes[key] : null;
  if (outcome) tried.set(key, outcome);
  const again = () => first(data, root, further);
  const cards = actors.map((actor) => make("button", {
    type: "button", class: "card", "aria-pressed": String(chosen.has(actor.id)), "data-actor": actor.id, onclick: () => {
      if (answered) [answered, chosen] = [false, new Set()];
      if (!chosen.delete(actor.id)) chosen.add(actor.id);
      again();
      root.querySelector(`[data-actor="${actor.id}"]`).focus();
    },
  }, make("i", { class: `mark ${actor.kind}`, "aria-hidden": "true" }), make("b", {}, named(actor.name)), make("small", {}, named(actor.says))));
  root.replaceChildren(make("div", { class: "sheet" },
    make("h2", { class: "large" }, named(need.name)),
    make("p", { class: "big" }, named(need.story)),
    make("p", { class: "big", id: "first-ask" }, named(data.ask)),
    make("div", { class: "cards", role: "group", "aria-labelledby": "first-ask" }, ...cards),
    make("p", {}, make("button", {
      type: "button", class: "main", id: "first-go", disabled: chosen.size === 0 || answered, onclick: () => {
        answered = true;
        again();
        root.querySelector("#first-outcome").focus();
      },
    }, say("demo.first.ask"))),
    outcome && make("section", { id: "first-outcome", tabindex: "-1", role: "status", class: "result" },
      make("p", { class: "score" }, say("demo.first.served", { served: number(outcome.served, 1), unit: named(data.unit) })),
      meter(outcome.served, data),
      make("p", { class: "big" }, named(outcome.words)),
      ...steps(outcome, data)),
    tried.size > 0 && others(data, key),
    make("p", { class: "hint" }, named(data.source)),
    further && tried.size > 0 && make("p", {}, make("button", { type: "button", id: "first-on", onclick: () => look({ page: further }) }, say("demo.first.on")))));
}

function meter(served, data) {
  const most = Math.max(...Object.values(data.outcomes).map((one) => one.served), data.amount ?? 0);
  return make("div", { class: "meter", "aria-hidden": "true" }, make("i", { style: `width:${most ? (100 * served) / most : 0}%` }));
}

function steps(outcome, data) {
  const name = (id) => named(data.actors.find((actor) => actor.id === id)?.name ?? "");
  return outcome.steps?.length ? [make("ol", { class: "tale" }, ...outcome.steps.map(({ who, what, day, days }) =>
    make("li", {}, say(`demo.first.${what}`, { who: name(who), day: number(day), days: number(days, 1) }))))] : [];
}

function others(data, now) {
  const name = (key) => key.split("+").map((id) => named(data.actors.find((actor) => actor.id === id).name)).join(" + ");
  return make("section", { class: "tried" },
    make("h3", {}, say("demo.first.tried", { count: tried.size, of: Object.keys(data.outcomes).length })),
    make("ul", {}, ...[...tried].map(([key, { served }]) => make("li", { class: key === now ? "now" : "" },
      make("span", {}, name(key)), meter(served, data), make("b", {}, number(served, 1))))));
}
