// The district on a canvas: a month that happens, from phase 0 to phase 1.

import { lay, seat } from "./layout.js";
import { frame, need as needMark, organisation as organisationMark, parcel, star, twice } from "./marks.js";
import { named } from "./words.js";

const BY_AREA = 60; // organisations above which ties are drawn by area
const SEEN = 0.3, CLAIMED = 0.42, GO = [0.4, 0.86], CLOSED = 0.88; // when in a month things are shown

// The seat of each need in its area: its own from the month it arises to its deadline, the same in both worlds.
function seats(needs) {
  const seatOf = new Uint16Array(needs.month.length);
  const until = new Uint16Array(needs.month.length);
  const byMonth = [];
  const taken = new Map();
  Array.from(needs.month.keys()).sort((a, b) => needs.month[a] - needs.month[b] || a - b).forEach((need) => {
    const [from, area] = [needs.month[need], needs.area[need]];
    until[need] = Math.max(from, Math.ceil(needs.closes[need] / 30));
    const ends = taken.get(area) ?? [];
    taken.set(area, ends);
    let k = ends.findIndex((end) => end < from);
    if (k < 0) k = ends.length;
    ends[k] = until[need];
    seatOf[need] = k;
    for (let t = from; t <= until[need]; t += 1) (byMonth[t] ??= []).push(need);
  });
  return { seatOf, byMonth };
}

export class Network {
  constructor(canvas, stage, world) {
    this.canvas = canvas;
    this.pen = canvas.getContext("2d");
    this.stage = stage;
    this.world = world;
    this.seats = seats(world.needs);
    this.many = stage.geometry.organisations.length > BY_AREA;
    this.colours();
  }

  colours() {
    const style = getComputedStyle(this.canvas);
    const read = (name) => style.getPropertyValue(name).trim();
    this.colour = {
      ink: read("--ink"), soft: read("--soft"), rule: read("--rule"), accent: read("--accent"), paper: read("--paper"),
      area: read("--area"), street: read("--street"), other: read("--other"),
    };
    this.letters = style.fontFamily;
    this.big = document.documentElement.dataset.big ? 1.35 : 1;
    this.faint = this.big > 1 ? { away: 0.8, old: 0.45, ties: 0.6 } : { away: 0.5, old: 0.32, ties: 0.38 }; // a projector is pale
    this.base = null;
  }

  fit() {
    const { clientWidth: width, clientHeight: height } = this.canvas;
    const dots = Math.min(2, devicePixelRatio || 1);
    if (!width || (this.layout?.width === width && this.layout.height === height && this.dots === dots && this.base)) return;
    this.dots = dots;
    this.canvas.width = Math.round(width * dots);
    this.canvas.height = Math.round(height * dots);
    const rem = parseFloat(getComputedStyle(document.documentElement).fontSize);
    this.letter = Math.round(rem * (this.big > 1 ? 1.25 : 1.125));
    this.layout = lay(this.stage.geometry, width, height, 1.9 * this.letter);
    const { areas, size, scale } = this.layout;
    this.mark = Math.max(2.4, Math.min(7.5 * scale, size * 0.72)) * Math.sqrt(this.big);
    const { seatOf } = this.seats;
    this.at = this.world.needs.area.map((area, need) => seat(areas[area], seatOf[need], this.mark));
    this.base = this.ground();
    this.names = this.streetNames(width);
  }

  // What stays the same: streets and areas.
  ground() {
    const sheet = document.createElement("canvas");
    sheet.width = this.canvas.width;
    sheet.height = this.canvas.height;
    const pen = sheet.getContext("2d");
    pen.scale(this.dots, this.dots);
    const { areas, hulls } = this.layout;
    const { colour } = this;
    pen.lineJoin = pen.lineCap = "round";
    hulls.forEach((points, street) => {
      if (!points.length) return;
      pen.beginPath();
      for (const { x, y } of points) pen.lineTo(x, y);
      pen.closePath();
      pen.fillStyle = street % 2 ? colour.other : colour.street;
      pen.fill();
      pen.lineWidth = 1;
      pen.strokeStyle = colour.rule;
      pen.stroke();
    });
    areas.forEach(({ x, y, r }) => {
      pen.beginPath();
      pen.arc(x, y, r, 0, 2 * Math.PI);
      pen.fillStyle = colour.area;
      pen.fill();
      pen.lineWidth = 1;
      pen.strokeStyle = colour.rule;
      pen.stroke();
    });
    return sheet;
  }

  // What streets are called, and where it is written: above their northernmost area, or below their southernmost where
  // another name stands already.
  streetNames(width) {
    const { areas } = this.layout;
    const names = [];
    this.stage.geometry.streets.forEach((street, s) => {
      const own = areas.filter((area) => area.street === s);
      if (!own.length) return;
      const top = own.reduce((a, b) => (a.y - a.r < b.y - b.r ? a : b));
      const foot = own.reduce((a, b) => (a.y + a.r > b.y + b.r ? a : b));
      const name = named(street.name);
      const room = 0.3 * this.letter * [...name].reduce((sum, sign) => sum + (sign > "\u2e80" ? 2 : 1), 1); // to either side
      const places = [[top, Math.max(this.letter, top.y - top.r - 11)], [foot, foot.y + foot.r + this.letter]].map(([area, y]) =>
        [name, Math.min(width - room, Math.max(room, area.x)), y, room]);
      const clear = ([, x, y]) => names.every(([, a, b, wide]) => Math.abs(a - x) > wide + room || Math.abs(b - y) > 1.2 * this.letter);
      names.push(places.find(clear) ?? places[0]);
    });
    return names;
  }

  write() {
    const { pen, colour } = this;
    pen.globalAlpha = 1;
    pen.textAlign = "center";
    pen.lineJoin = "round";
    pen.lineWidth = 4;
    pen.strokeStyle = colour.paper;
    pen.fillStyle = colour.ink;
    pen.font = `${this.letter}px ${this.letters}`;
    for (const [name, x, y] of this.names) {
      pen.strokeText(name, x, y);
      pen.fillText(name, x, y);
    }
  }

  // Draw month t, as far as it has got.
  draw(t, phase, { pick = "" } = {}) {
    this.fit();
    if (!this.base) return;
    const { pen, layout, world, colour } = this;
    pen.setTransform(1, 0, 0, 1, 0, 0);
    pen.clearRect(0, 0, this.canvas.width, this.canvas.height);
    pen.drawImage(this.base, 0, 0);
    pen.scale(this.dots, this.dots);
    const month = world.months[t - 1];
    if (month) this.ties(month, phase, pick);
    this.organisations(month, phase, pick);
    for (const need of this.seats.byMonth[Math.max(1, t)] ?? []) {
      const state = this.stateAt(need, t, phase);
      if (state === "none") continue;
      const { x, y } = this.at[need];
      const closed = state === "served" || state === "expired";
      const only = state === "served" && this.stage.only(world, need, t);
      const old = closed && (world.served[need] || world.expired[need]) < t;
      pen.globalAlpha = old && !only ? this.faint.old : 1;
      const fresh = world.needs.month[need] === t ? Math.min(1, phase / 0.12) : 1;
      needMark(pen, { x, y, size: this.mark * (0.4 + 0.6 * fresh), state, ink: colour.ink, accent: colour.accent, paper: colour.paper });
      if (world.twice[need] && world.twice[need] <= t && state === "served") twice(pen, x, y, this.mark, colour.ink);
      if (only) frame(pen, x, y, this.mark, colour.ink);
      if (pick === `n${need}`) this.ring(x, y, this.mark + 5);
      pen.globalAlpha = 1;
    }
    if (pick.startsWith("o")) {
      const spot = layout.organisations[Number(pick.slice(1))];
      if (spot) this.ring(spot.x, spot.y, spot.size + 8);
    }
    this.write();
  }

  stateAt(need, t, phase) {
    const { world } = this;
    const before = world.state(need, t - 1);
    const after = world.state(need, t);
    if (before === "served" || before === "expired") return before;
    if (phase >= CLOSED || after === before) return after;
    const then = (column) => world[column][need] > 0 && world[column][need] <= t;
    if (phase >= CLAIMED && then("claimed")) return "claimed";
    if (phase >= SEEN && then("seen")) return "seen";
    return before === "none" ? "hidden" : before;
  }

  organisations(month, phase, pick) {
    const { pen, layout, colour, stage } = this;
    const part = new Set(month?.part ?? []);
    const formal = new Set(month?.formal ?? []);
    stage.geometry.organisations.forEach(({ kind }, row) => {
      const { x, y, size } = layout.organisations[row];
      const state = formal.has(row) ? "formal" : part.has(row) ? "real" : "away";
      pen.globalAlpha = state === "away" && pick !== `o${row}` ? this.faint.away : 1;
      organisationMark(pen, { x, y, size: size * Math.sqrt(this.big), kind, state, ink: colour.ink, paper: colour.paper });
    });
    pen.globalAlpha = 1;
    if (!month || phase < CLOSED) return;
    pen.fillStyle = colour.accent;
    for (const row of month.honoured ?? []) {
      const { x, y, size } = layout.organisations[row];
      star(pen, x + 1.3 * size, y - 1.5 * size, Math.max(4, 0.8 * size));
    }
  }

  ties(month, phase, pick) {
    const shown = Math.max(0, Math.min(1, (phase - SEEN) / 0.12));
    if (!shown) return;
    const lines = this.many ? this.byArea(month) : this.byTeam(month, pick);
    const way = Math.max(0, Math.min(1, (phase - GO[0]) / (GO[1] - GO[0])));
    const { pen, colour } = this;
    pen.strokeStyle = pen.fillStyle = colour.accent;
    for (const { from, to, width, days, lent, dashed, mine, weight } of lines) {
      const bend = this.bend(from, to);
      pen.globalAlpha = (mine ? 0.95 : this.faint.ties * weight) * shown;
      pen.lineWidth = width * (mine ? 2 : 1) * this.big;
      pen.setLineDash(dashed ? [5, 4] : []);
      pen.beginPath();
      pen.moveTo(from.x, from.y);
      pen.quadraticCurveTo(bend.x, bend.y, to.x, to.y);
      pen.stroke();
      pen.setLineDash([]);
      if (way <= 0 || way >= 1) continue;
      pen.globalAlpha = Math.max(0.25, 0.95 * weight);
      const size = this.many ? 2.2 : 2.8;
      const parcels = Math.min(3, 1 + Math.floor(days / 3));
      for (let k = 0; k < parcels; k += 1) {
        const s = Math.min(1, Math.max(0, way * (1 + 0.16 * (parcels - 1)) - 0.16 * k));
        if (s <= 0 || s >= 1) continue;
        const r = 1 - s;
        parcel(pen, r * r * from.x + 2 * r * s * bend.x + s * s * to.x, r * r * from.y + 2 * r * s * bend.y + s * s * to.y,
          size * this.big, lent && k === 0);
      }
    }
    pen.globalAlpha = 1;
  }

  bend(from, to) {
    const [dx, dy] = [to.x - from.x, to.y - from.y];
    return { x: (from.x + to.x) / 2 - 0.16 * dy, y: (from.y + to.y) / 2 + 0.16 * dx };
  }

  byTeam(month, pick) {
    if (this.lines?.month === month && this.lines.pick === pick && this.lines.layout === this.layout) return this.lines.all;
    const all = [];
    for (const [need, plan, ...members] of month.teams ?? []) {
      for (const [who, days, ...lent] of members) {
        if (!days && !lent.length) continue;
        all.push({
          from: this.layout.organisations[who], to: this.at[need], width: 0.8 + 0.5 * Math.sqrt(days), days, lent: lent.length > 0, weight: 1,
          dashed: this.world.view === "apart" && plan === 1, mine: pick === `n${need}` || pick === `o${who}`,
        });
      }
    }
    this.lines = { month, pick, all, layout: this.layout };
    return all;
  }

  byArea(month) {
    if (this.lines?.month === month && this.lines.layout === this.layout) return this.lines.all;
    const { geometry } = this.stage;
    const sums = new Map();
    for (const [need, plan, ...members] of month.teams ?? []) {
      const to = this.world.needs.area[need];
      for (const [who, days] of members) {
        const from = geometry.organisations[who].area;
        if (from === to || !days) continue;
        const dashed = this.world.view === "apart" && plan === 1;
        const key = `${from} ${to} ${dashed}`;
        const sum = sums.get(key) ?? { from: this.layout.areas[from], to: this.layout.areas[to], days: 0, dashed };
        sum.days += days;
        sums.set(key, sum);
      }
    }
    const most = Math.max(...[...sums.values()].map((sum) => sum.days), 1);
    const all = [...sums.values()].sort((a, b) => a.days - b.days).map((sum) => ({
      ...sum, width: 0.5 + 3.5 * (sum.days / most), weight: 0.15 + 1.6 * (sum.days / most), lent: false, mine: false,
    }));
    this.lines = { month, all, layout: this.layout };
    return all;
  }

  ring(x, y, radius) {
    const { pen, colour } = this;
    pen.globalAlpha = 1;
    pen.lineWidth = 2.5;
    pen.strokeStyle = colour.accent;
    pen.beginPath();
    pen.arc(x, y, radius, 0, 2 * Math.PI);
    pen.stroke();
  }

  // What stands at a place: "n12", "o3" or nothing.
  what(x, y, t) {
    if (!this.layout) return "";
    let [best, found] = [14 * this.big, ""];
    const take = (name, spot) => {
      const far = Math.hypot(spot.x - x, spot.y - y);
      if (far < best) [best, found] = [far, name];
    };
    this.layout.organisations.forEach((spot, row) => take(`o${row}`, spot));
    for (const need of this.seats.byMonth[Math.max(1, t)] ?? []) {
      if (this.world.state(need, t) !== "none") take(`n${need}`, this.at[need]);
    }
    return found;
  }
}
