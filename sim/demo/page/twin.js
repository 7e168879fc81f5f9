// What the canvas shows, as tables: for those who do not see it, and for those who want to count.

import { make, table } from "./dom.js";
import { NEED_STATES } from "./marks.js";
import { needName, organisationName } from "./story.js";
import { list, named, number, say } from "./words.js";

// One sentence on a world in a month: the name of its picture.
export function summary(stage, world, t) {
  const counts = Object.fromEntries(NEED_STATES.map((state) => [state, 0]));
  for (let need = 0; need < world.needs.month.length; need += 1) {
    const state = world.state(need, t);
    if (state === "none") continue;
    const closed = state === "served" ? world.served[need] : state === "expired" ? world.expired[need] : t;
    if (closed >= t) counts[state] += 1;
  }
  return say("demo.picture", {
    world: named(world.label), month: t, part: world.months[t - 1]?.part?.length ?? 0, of: stage.geometry.organisations.length,
    hidden: counts.hidden, seen: counts.seen, claimed: counts.claimed, served: counts.served, expired: counts.expired,
  });
}

export function twin(stage, world, t) {
  const month = world.months[t - 1];
  const needs = [];
  for (let need = 0; need < world.needs.month.length; need += 1) {
    const state = world.state(need, t);
    const closed = world.served[need] || world.expired[need];
    if (state === "none" || (closed && closed < t)) continue;
    needs.push([
      needName(stage, world, need), say(`demo.state.${state}`) + (stage.only(world, need, t) ? say("demo.state.only") : ""),
      list([...(world.team.get(need) ?? [])].map((row) => organisationName(stage, row))) || "–", number(world.needs.closes[need] / 30, 0),
    ]);
  }
  const days = new Map();
  for (const [, , ...members] of month?.teams ?? []) for (const [who, n] of members) days.set(who, (days.get(who) ?? 0) + n);
  const organisations = stage.geometry.organisations.map((one, row) => [
    named(one.name), say(`demo.kind.${one.kind}`), named(stage.geometry.areas[one.area].name),
    say(month?.formal?.includes(row) ? "demo.part.formal" : month?.part?.includes(row) ? "demo.part.real" : "demo.part.away"),
    number(days.get(row) ?? 0, 1), month?.honoured?.includes(row) ? say("demo.part.honoured") : "–",
  ]);
  return [
    make("h2", {}, named(world.label)),
    table(say("demo.table.needs", { month: t }), ["demo.table.need", "demo.table.state", "demo.table.team", "demo.table.until"].map((key) => say(key)), needs, { numbers: false }),
    table(say("demo.table.organisations", { month: t }),
      ["demo.table.organisation", "demo.table.kind", "demo.table.place", "demo.table.part", "demo.table.days", "demo.table.honoured"].map((key) => say(key)), organisations, { numbers: false }),
  ];
}

// The months as rows, for a file.
export function months(stage, t) {
  const names = stage.raw.measures ?? [];
  const head = [say("demo.table.world"), say("demo.month"), say("measure.value"), say("demo.sum"), ...names.map((name) => say(`measure.${name}`))];
  const rows = stage.worlds.flatMap((world) => world.months.slice(0, t).map((month) => [
    named(world.label), month.month, month.value, month.one_plus_one ?? "", ...names.map((_, i) => month.measures?.[i] ?? ""),
  ]));
  return [head, ...rows];
}
