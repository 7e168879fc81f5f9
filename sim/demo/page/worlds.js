// One or two worlds with the same luck, folded from what happened in them month by month.

const UNHEARD = new Set(["unheard", "no_days"]); // what becomes of those who came into question and never heard
export const STAGES = ["arose", "seen", "listed", "heard", "claimed", "done"];

// For each need the month in which each thing first happened to it; 0 where it has not.
class World {
  constructor(raw, shared, { measures = [], fates = [], whys = [] }) {
    Object.assign(this, { measures, fates, whys });
    this.view = raw.view;
    this.changes = raw.changes ?? [];
    this.same = raw.same ?? null;
    this.id = raw.id;
    this.label = raw.label;
    this.settings = raw.settings ?? {};
    this.needs = raw.needs ?? shared;
    this.months = [];
    this.clear();
    for (const month of raw.months ?? []) this.add(month);
  }

  clear() {
    const many = this.needs.month.length;
    for (const name of ["seen", "listed", "heard", "claimed", "served", "expired", "twice"]) {
      this[name] = new Uint16Array(many);
    }
    this.seenBy = new Map();
    this.team = new Map();
    this.reason = new Map();
    this.of = Array.from(this.needs.month, () => []); // rows of a need's story, in order
  }

  get length() {
    return this.months.length;
  }

  // From a month on it is otherwise; what was to change later is struck off.
  change(from, settings) {
    this.changes = [...this.changes.filter(([month]) => month < from), [from, settings]];
  }

  // A month that comes again takes the place of what followed it.
  add(month) {
    if (month.month <= this.months.length) {
      const kept = this.months.slice(0, month.month - 1);
      this.months = [];
      this.clear();
      for (const one of kept) this.add(one);
    }
    this.months.push(month);
    const t = month.month;
    const first = (column, need) => {
      if (!this[column][need]) this[column][need] = t;
    };
    const tell = (need, what, rest) => this.of[need].push({ month: t, what, ...rest });
    for (const [need, who, day] of month.seen ?? []) {
      first("seen", need);
      if (!this.seenBy.has(need)) this.seenBy.set(need, who);
      tell(need, "seen", { who, day });
    }
    for (const need of month.listed ?? []) {
      first("listed", need);
      tell(need, "listed", {});
    }
    for (const [need, ...groups] of month.asked ?? []) {
      const fates = groups.map(([fate, ...whom]) => ({ fate: this.fates[fate], whom }));
      if (fates.some(({ fate }) => !UNHEARD.has(fate))) first("heard", need);
      tell(need, "asked", { fates });
    }
    for (const [why, ...needs] of month.stood ?? []) {
      for (const need of needs) tell(need, "stood", { why: this.whys[why] });
    }
    for (const [need, plan, ...members] of month.teams ?? []) {
      const again = this.claimed[need] > 0;
      for (const column of ["heard", "claimed"]) first(column, need);
      if (!this.team.has(need)) this.team.set(need, new Set());
      const team = members.map(([who, days, ...lent]) => ({ who, days, resources: lent.filter((_, i) => i % 2 === 0) }));
      for (const { who } of team) this.team.get(need).add(who);
      tell(need, "worked", { team, plan, again });
    }
    for (const [need, days] of month.twice ?? []) {
      first("twice", need);
      tell(need, "twice", { days });
    }
    for (const need of month.served ?? []) {
      first("served", need);
      tell(need, "served", {});
    }
    for (const [need, why] of month.expired ?? []) {
      first("expired", need);
      this.reason.set(need, why);
      tell(need, "expired", { why });
    }
  }

  // What a need is at the end of month t.
  state(need, t) {
    const was = (column) => this[column][need] && this[column][need] <= t;
    if (this.needs.month[need] > t) return "none";
    if (was("served")) return "served";
    if (was("expired")) return "expired";
    if (was("claimed")) return "claimed";
    if (was("seen")) return "seen";
    return "hidden";
  }

  // How many needs have come how far by month t; nobody passes a stage without those before it.
  funnel(t) {
    const counts = [0, 0, 0, 0, 0, 0];
    const columns = ["seen", "listed", "heard", "claimed", "served"];
    for (let need = 0; need < this.needs.month.length; need += 1) {
      if (this.needs.month[need] > t) continue;
      let far = 0;
      columns.forEach((column, i) => {
        if (this[column][need] && this[column][need] <= t) far = i + 1;
      });
      for (let i = 0; i <= far; i += 1) counts[i] += 1;
    }
    return counts;
  }

  measure(name, t) {
    return this.months[t - 1]?.measures?.[this.measures.indexOf(name)] ?? null;
  }

  value(t) {
    return t ? (this.months[t - 1]?.value ?? null) : 0;
  }

  // What organisations came to by month t: took part, were appraised, honoured, learnt; organisation-months so far.
  loop(t) {
    const counts = [0, 0, 0, 0];
    for (const month of this.months.slice(0, t)) {
      counts[0] += month.part?.length ?? 0;
      counts[1] += month.noticed?.length ?? 0;
      counts[2] += month.honoured?.length ?? 0;
      counts[3] += (month.learnt ?? []).filter(([, gain, trust]) => gain + trust > 0).length;
    }
    return counts;
  }
}

export class Stage {
  constructor(raw) {
    this.raw = raw;
    this.title = raw.title;
    this.geometry = raw.geometry;
    this.needs = raw.needs;
    this.horizon = raw.months;
    this.compare = raw.compare ?? (raw.worlds.length > 1 ? "settings" : "one");
    this.controls = raw.controls ?? [];
    this.worlds = raw.worlds.map((world) => new World(world, raw.needs, raw));
    this.band = raw.band ?? null;
  }

  // Months that every world on screen has lived through.
  get length() {
    return Math.min(...this.worlds.map((world) => world.length));
  }

  // The row in another world of a need of one world; -1 where that world does not have it.
  twin(world, need) {
    const [a, b] = this.worlds;
    if (!b || !b.same) return need;
    return world === b ? b.same[need] : b.same.indexOf(need);
  }

  // Whether a need was served in this world and not in the other.
  only(world, need, t) {
    if (this.worlds.length < 2 || world.state(need, t) !== "served") return false;
    const other = this.worlds[0] === world ? this.worlds[1] : this.worlds[0];
    const there = this.twin(world, need);
    return there < 0 || other.state(there, t) !== "served";
  }
}
