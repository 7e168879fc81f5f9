// Why: the story of a need or an organisation, told from what happened month by month.

import { make } from "./dom.js";
import { list, named, number, say } from "./words.js";

const MOST = 6; // names in one breath

export function organisationName(stage, row) {
  const organisation = stage.geometry.organisations[row];
  return organisation ? named(organisation.name) : say("demo.somebody");
}

export function needName(stage, world, need) {
  const { needs } = world;
  const given = needs.name?.[need];
  const nature = say(`nature.${stage.raw.natures[needs.nature[need]]}`);
  const place = named(stage.geometry.areas[needs.area[need]].name);
  return given ? `${named(given)} · ${place}` : say("demo.need.name", { number: need + 1, nature, place });
}

// Needs of a month and all organisations, to be picked with the keyboard.
export function chooser(stage, world, t, pick, choose) {
  const needs = [];
  for (let need = 0; need < world.needs.month.length; need += 1) {
    const state = world.state(need, t);
    const recent = state !== "none" && world.needs.closes[need] / 30 >= t - 1;
    if (recent || pick === `n${need}`) needs.push([`n${need}`, `${needName(stage, world, need)} · ${say(`demo.state.${state}`)}`]);
  }
  const organisations = stage.geometry.organisations.map((_, row) => [`o${row}`, organisationName(stage, row)]);
  const part = (label, all) => make("optgroup", { label }, ...all.map(([value, text]) =>
    make("option", { value, selected: value === pick }, text)));
  return make("label", { class: "line" }, say("demo.why.choose"), " ",
    make("select", { id: "choose", onchange: (event) => choose(event.target.value) },
      make("option", { value: "" }, say("demo.why.none")), part(say("demo.why.needs"), needs), part(say("demo.why.organisations"), organisations)));
}

export function story(stage, t, pick) {
  if (pick.startsWith("n")) return stage.worlds.map((world, w) => needStory(stage, world, t, stage.worlds[0] === world ? Number(pick.slice(1)) : stage.twin(stage.worlds[0], Number(pick.slice(1))), w));
  if (pick.startsWith("o")) return stage.worlds.map((world) => organisationStory(stage, world, t, Number(pick.slice(1))));
  return [make("p", { class: "hint" }, say("demo.why.hint"))];
}

function needStory(stage, world, t, need) {
  const title = stage.worlds.length > 1 ? named(world.label) : "";
  if (need < 0 || need >= world.needs.month.length) return make("article", {}, make("h3", {}, title), make("p", {}, say("demo.story.not_here")));
  const { needs } = world;
  const rows = [[needs.month[need], say("demo.story.arose", {
    place: needs.owner[need] >= 0 ? organisationName(stage, needs.owner[need]) : named(stage.geometry.areas[needs.area[need]].name),
    days: number(needs.amount[need], 1), month: Math.ceil(needs.closes[need] / 30),
  })]];
  let stood = null; // why nobody serves it is said once, until it is another reason
  for (const row of world.of[need]) {
    if (row.month > t || (row.what === "stood" && row.why === stood)) continue;
    if (row.what === "stood" || row.what === "worked") stood = row.why ?? null;
    rows.push([row.month, tell(stage, world, need, row)]);
  }
  const state = world.state(need, t);
  const items = state === "none" ? [] : rows;
  return make("article", { class: "story" },
    title && make("h3", {}, title),
    make("p", { class: "outcome" }, say(`demo.outcome.${state}`), state === "expired" ? ` ${say("demo.story.expired", { why: say(`live.why.${world.reason.get(need)}`) })}` : ""),
    make("ol", {}, ...items.map(([month, sentence]) => make("li", {}, make("span", { class: "when" }, say("demo.in_month", { month })), sentence))));
}

function tell(stage, world, need, row) {
  const who = (rows) => list([...rows.slice(0, MOST).map((one) => organisationName(stage, one)), ...(rows.length > MOST ? ["…"] : [])]);
  switch (row.what) {
    case "seen":
      return row.who < 0 ? say("demo.story.seen") : say("demo.story.seen_by", { who: who([row.who]) });
    case "listed":
      return say("demo.story.listed");
    case "asked":
      return say("demo.story.asked") + row.fates.map(({ fate, whom }) =>
        say("demo.story.fate", { who: who(whom), fate: say(`live.fate.${fate}`) })).join(say("demo.story.between")) + say("demo.story.end");
    case "stood":
      return say("demo.story.stood", { why: say(`live.why.${row.why}`) });
    case "worked": {
      const came = row.team.map(({ who: one, days, resources }) => {
        const what = [];
        if (days >= 0.05) what.push(say("demo.story.days", { days: number(days, 1) }));
        if (resources.length) what.push(say("demo.story.lent", { what: list(resources.map((r) => say(`demo.resource.${stage.raw.resources[r]}`))) }));
        return say("demo.story.one", { who: organisationName(stage, one), what: what.length ? list(what) : say("demo.story.idle") });
      });
      return `${say(row.again ? "demo.story.went_on" : "demo.story.claimed")}${came.join(say("demo.story.between"))}${say("demo.story.end")}`;
    }
    case "twice":
      return say("demo.story.twice", { days: number(row.days, 1) });
    case "served":
      return say("demo.story.served");
    case "expired":
      return say("demo.story.expired", { why: say(`live.why.${row.why}`) });
    default:
      return "";
  }
}

function organisationStory(stage, world, t, row) {
  const organisation = stage.geometry.organisations[row];
  const months = world.months.slice(Math.max(0, t - 12), t);
  const items = months.map((month) => {
    const parts = [];
    const part = month.part?.includes(row);
    parts.push(say(part ? (month.formal?.includes(row) ? "demo.org.formal" : "demo.org.part") : "demo.org.away"));
    const served = [];
    let days = 0;
    for (const [need, , ...members] of month.teams ?? []) {
      const mine = members.find(([who]) => who === row);
      if (mine) {
        served.push(need);
        days += mine[1];
      }
    }
    if (served.length) parts.push(say("demo.org.worked", { count: served.length, days: number(days, 1) }));
    const fates = new Map();
    for (const [, ...groups] of month.asked ?? []) {
      for (const [fate, ...whom] of groups) if (whom.includes(row)) fates.set(fate, (fates.get(fate) ?? 0) + 1);
    }
    for (const [fate, count] of fates) parts.push(say("demo.org.fate", { fate: say(`live.fate.${world.fates[fate]}`), count }));
    const noticed = month.noticed?.find(([who]) => who === row);
    if (noticed) parts.push(say("demo.org.noticed", { points: number(noticed[1], 1) }));
    if (month.honoured?.includes(row)) parts.push(say("demo.org.honoured"));
    const learnt = month.learnt?.find(([who]) => who === row);
    if (learnt && Math.abs(learnt[1]) >= 0.05) parts.push(say(learnt[1] > 0 ? "demo.org.keener" : "demo.org.wearier"));
    if (learnt && Math.abs(learnt[2]) >= 0.05) parts.push(say(learnt[2] > 0 ? "demo.org.trusted" : "demo.org.distrusted"));
    return [month.month, parts.join(say("demo.org.between")) + say("demo.story.end")];
  }).reverse();
  return make("article", { class: "story" },
    make("h3", {}, stage.worlds.length > 1 ? named(world.label) : organisationName(stage, row)),
    make("p", { class: "outcome" }, say("demo.org.who", {
      name: organisationName(stage, row), kind: say(`demo.kind.${organisation.kind}`), place: named(stage.geometry.areas[organisation.area].name),
    })),
    make("ol", {}, ...items.map(([month, sentence]) => make("li", {}, make("span", { class: "when" }, say("demo.in_month", { month })), sentence))));
}
