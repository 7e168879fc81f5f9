// A chart of some curves over months, as SVG: told apart by line style and by their names at the end.

import { draw } from "./dom.js";
import { number } from "./words.js";

const [TOP, FOOT] = [10, 26];
const WIDEST = 124; // of the names at the end

function ticks(low, high, about) {
  const rough = (high - low) / about || 1;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = [1, 2, 5, 10].map((k) => k * power).find((k) => k >= rough);
  const found = [];
  for (let x = Math.ceil(low / step) * step; x <= high + 1e-9; x += step) found.push(x);
  return { found, digits: Math.max(0, -Math.floor(Math.log10(step) + 1e-9)) };
}

// curves: {name, values (by month from 1), dash}; mark: the month looked at; level: a value drawn across.
export function chart(label, curves, { months, mark, level = null, from = null, width = 360, height = 150 }) {
  const values = curves.flatMap((curve) => curve.values).filter(Number.isFinite);
  const svg = draw("svg", { viewBox: `0 0 ${width} ${height}`, role: "img", "aria-label": label, class: "chart" });
  if (!values.length) return "";
  // A name that has no room gives way to its line.
  const short = ({ name, dash }) => (wide(name) > WIDEST - 12 ? (dash ? "┄" : "━") : name);
  const wide = (name) => [...name].reduce((sum, sign) => sum + (sign > "\u2e80" ? 17.2 : 9.5), 0);
  const RIGHT = Math.min(WIDEST, 12 + Math.max(...curves.map((curve) => wide(short(curve)))));
  let [low, high] = [Math.min(...values, level ?? Infinity), Math.max(...values, level ?? -Infinity)];
  if (from !== null) low = Math.min(from, low);
  if (high - low < 1e-9) high = low + 1;
  const y = (v) => TOP + ((high - v) / (high - low)) * (height - TOP - FOOT);
  const { found, digits } = ticks(low, high, 4);
  const LEFT = Math.max(50, 10 + wide(number(found.at(-1) ?? 0, digits)));
  const x = (t) => LEFT + ((t - 1) / Math.max(1, months - 1)) * (width - LEFT - RIGHT);
  for (const v of found) {
    svg.append(draw("line", { x1: LEFT, x2: width - RIGHT, y1: y(v), y2: y(v), class: v === level ? "level" : "grid" }));
    svg.append(text(LEFT - 6, y(v) + 6, number(v, digits), "end"));
  }
  if (level !== null && !found.includes(level)) {
    svg.append(draw("line", { x1: LEFT, x2: width - RIGHT, y1: y(level), y2: y(level), class: "level" }));
  }
  for (const t of ticks(1, months, 4).found) if (t > 0 && Number.isInteger(t)) svg.append(text(x(t), height - 5, number(t), "middle"));
  if (mark >= 1) svg.append(draw("line", { x1: x(mark), x2: x(mark), y1: TOP, y2: height - FOOT, class: "now" }));
  const ends = curves.map((one) => {
    const { values: curve, dash } = one;
    let path = "";
    let end = null;
    curve.forEach((v, i) => {
      if (!Number.isFinite(v)) return;
      path += `${path ? "L" : "M"}${x(i + 1).toFixed(1)} ${y(v).toFixed(1)}`;
      end = { name: short(one), x: x(i + 1), y: y(v) };
    });
    svg.append(draw("path", { d: path, class: "curve", "stroke-dasharray": dash ? "6 4" : "" }));
    return end;
  }).filter(Boolean).sort((a, b) => a.y - b.y);
  for (const end of ends) svg.append(draw("circle", { cx: end.x, cy: end.y, r: 2.6, class: "end" }));
  ends.forEach((end, i) => {
    if (i && end.y - ends[i - 1].y < 18) end.y = ends[i - 1].y + 18;
    svg.append(text(end.x + 5, end.y + 6, end.name, "start"));
  });
  return svg;
}

function text(x, y, content, anchor) {
  return draw("text", { x, y, "text-anchor": anchor }, String(content));
}
