// The numbers of the month: value leads where settings differ, 1+1 where that is the question.

import { chart } from "./chart.js";
import { make, table } from "./dom.js";
import { knows, named, number, percent, say } from "./words.js";

export const SHARES = new Set([
  "participation", "formal_effort", "contribution", "discovered", "expired", "hours_used", "across_area", "across_kind",
  "refused", "quality", "trust", "legitimacy", "gini_service", "resentment",
]);
const SHOWN = ["participation", "formal_effort", "discovered", "completed", "expired", "time_to_service", "across_kind", "trust"];

export function shown(name, value) {
  if (value == null) return "…";
  return SHARES.has(name) ? percent(value, 0) : number(value, Number.isInteger(value) ? 0 : 1);
}

export function numbers(stage, t) {
  const parts = [];
  const settings = stage.compare === "settings" && stage.worlds.length > 1;
  if (settings || stage.compare === "apart") parts.push(value(stage, t, settings));
  parts.push(quotient(stage, t, settings));
  parts.push(band(stage));
  parts.push(measures(stage, t));
  return parts;
}

function value(stage, t, settings) {
  const [a, b] = stage.worlds;
  const [x, y] = [a.value(t), b.value(t)];
  const share = x > 0 ? y / x - 1 : null;
  const whole = Math.round(100 * share); // what is printed, so that none is "+0%"
  return make("section", { class: "lead" },
    make("h2", {}, say("demo.value")),
    make("p", { class: "pair" },
      ...stage.worlds.map((world, i) => make("span", { class: "figure" },
        make("b", { id: `value-${world.id}` }, number(world.value(t), 0)),
        make("small", {}, `${i ? "┄" : "━"}\u00a0${named(world.label)}`))),
      share !== null && t > 0 && make("span", { class: "figure change" },
        make("b", {}, `${whole > 0 ? "+" : whole < 0 ? "−" : "±"}${percent(Math.abs(share), 0)}`), make("small", {}, say("demo.change")))),
    valueCurve(stage, t),
    settings && make("p", { class: "hint" }, sentence(stage, "value_leads")));
}

export function valueCurve(stage, t) {
  return chart(say("demo.value.curve"), stage.worlds.map((world, i) => ({
    name: named(world.label), dash: i > 0, values: world.months.slice(0, t).map((month) => month.value),
  })), { months: Math.max(stage.horizon, 2), mark: t, from: 0 });
}

// Of the worlds in which the two kinds are together; nothing in the first months.
export function sumCurve(stage, t, height = 150) {
  const worlds = together(stage);
  return chart(say("demo.sum.curve"), worlds.map((world, i) => ({
    name: worlds.length > 1 ? named(world.label) : "1+1", dash: i > 0, values: world.months.slice(0, t).map((one) => one.one_plus_one ?? NaN),
  })), { months: Math.max(stage.horizon, 2), mark: t, level: 2, height });
}

function together(stage) {
  return stage.worlds.filter((world) => world.view !== "apart");
}

function sentence(stage, name) {
  return named(stage.raw.sentences?.[name]);
}

function quotient(stage, t, small) {
  const worlds = together(stage);
  const month = worlds[0].months[t - 1];
  const early = month?.one_plus_one == null;
  const section = make("section", { class: small ? "" : "lead" },
    make("h2", {}, say("demo.sum")),
    make("p", { class: "pair" }, ...worlds.map((world, i) => make("span", { class: small ? "figure less" : "figure" },
      make("b", { id: `sum-${world.id}` }, number(world.months[t - 1]?.one_plus_one, 2)),
      worlds.length > 1 && make("small", {}, `${i ? "┄" : "━"}\u00a0${named(world.label)}`)))),
    early && make("p", { class: "hint" }, sentence(stage, "too_early")));
  if (!early) section.append(sumCurve(stage, t, small ? 120 : 150));
  if (month?.arms && !small) {
    const [joint, block, line, apart] = month.arms;
    section.append(make("p", { class: "hint" }, say("demo.sum.made", {
      joint: number(joint, 0), block: number(block, 0), line: number(line, 0),
    })));
    if (apart < block + line - 0.5) {
      section.append(make("p", { class: "hint" }, say("demo.sum.once", { sum: number(block + line, 0), apart: number(apart, 0) })));
    }
  }
  return section;
}

// Apart from this run's count: where whole runs under the same programme of changes lie.
function band(stage) {
  const given = stage.band;
  if (!given) return "";
  const worlds = stage.worlds.filter((world) => given.one_plus_one?.[world.id]);
  const span = (one, digits) => (one ? `${number(one.mean, digits)}\n[${number(one.low, digits)}, ${number(one.high, digits)}]` : "…");
  const row = (name, of, digits) => [name, ...worlds.map((world) => span(of?.[world.id], digits))];
  const rows = [row(say("demo.sum"), given.one_plus_one, 2), row(say("measure.value"), given.value, 0)];
  if (given.complementarity) rows.splice(1, 0, row(say("quantity.complementarity"), given.complementarity, 2));
  const heads = worlds.map((world) => (stage.compare === "settings" ? named(world.label) : say("demo.band.runs")));
  return make("section", { id: "band" },
    make("h2", {}, say("demo.band")),
    given.says && make("p", { class: "verdict" }, named(given.says)),
    table(say("demo.band.caption", { months: given.months, done: given.replications, of: given.of }), ["", ...heads], rows),
    given.complementarity && make("p", { class: "hint" }, say("demo.band.k")));
}

function measures(stage, t) {
  const rows = SHOWN.filter((name) => stage.raw.measures?.includes(name) && knows(`measure.${name}`)).map((name) => [
    say(`measure.${name}`), ...together(stage).map((world) => shown(name, world.measure(name, t))),
  ]);
  if (!rows.length || !t) return "";
  const heads = together(stage).map((world) => named(world.label));
  return make("section", {}, make("h2", {}, say("demo.measures")), table(say("demo.measures.of", { month: t }), ["", ...heads], rows));
}
