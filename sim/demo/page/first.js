// The first minute: one need, three who may be asked, and what each choice comes to.

import { make } from "./dom.js";
import { named, number, say } from "./words.js";
import { look } from "./view.js";

let chosen = new Set();
let answered = false;
const tried = new Map(); // choices so far, and what they came to

export function first(data, root, further) {
  const { need, organisations: actors, choices: outcomes } = data;
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
  }, make("i", { class: `mark ${actor.kind}`, "aria-hidden": "true" }), make("b", {}, named(actor.name)), make("small", {}, say(`demo.kind.${actor.kind}`))));
  root.replaceChildren(make("div", { class: "sheet" },
    make("h2", { class: "large need" }, named(need.name)),
    make("p", { class: "big", id: "first-ask" }, say("demo.first.whom")),
    make("div", { class: "cards", role: "group", "aria-labelledby": "first-ask" }, ...cards),
    make("p", {}, make("button", {
      type: "button", class: "main", id: "first-go", disabled: chosen.size === 0 || answered, onclick: () => {
        answered = true;
        again();
        root.querySelector("#first-outcome").focus();
      },
    }, say("demo.first.ask"))),
    tried.size > 0 && make("div", { class: "answer" }, outcome && make("section", { id: "first-outcome", tabindex: "-1", role: "status", class: "result" },
      make("p", { class: "score" }, say("demo.first.points", { points: number(outcome.points, 1) })),
      meter(outcome.points, data),
      make("p", { class: "big" }, named(outcome.words)),
      steps(outcome)),
    others(data, key)),
    further && tried.size > 0 && make("p", {}, make("button", { type: "button", id: "first-on", onclick: () => look({ page: further }) }, say("demo.first.on")))));
}

function meter(points, data) {
  const most = Math.max(...Object.values(data.choices).map((one) => one.points));
  return make("div", { class: "meter", "aria-hidden": "true" }, make("i", { style: `width:${most ? (100 * points) / most : 0}%` }));
}

function steps({ events }) {
  return make("ol", { class: "tale" }, ...events.map(({ day, words }) =>
    make("li", {}, make("span", { class: "when" }, say("demo.first.day", { day: number(day) })), named(words))));
}

function others(data, now) {
  const name = (key) => key.split("+").map((id) => named(data.organisations.find((one) => one.id === id).name)).join(" + ");
  return make("section", { class: "tried" },
    make("h3", {}, say("demo.first.tried", { count: tried.size, of: Object.keys(data.choices).length })),
    make("ul", {}, ...[...tried].map(([key, { points }]) => make("li", { class: key === now ? "now" : "" },
      make("span", {}, name(key)), meter(points, data), make("b", {}, number(points, 1))))));
}
