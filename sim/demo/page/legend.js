// What the marks mean, drawn with the very marks.

import { make } from "./dom.js";
import { frame, need, NEED_STATES, organisation, parcel, star, twice } from "./marks.js";
import { say } from "./words.js";

export function legend(stage) {
  const at = { x: 12, y: 12 };
  const entries = [
    ["block", (pen, c) => organisation(pen, { ...at, size: 7, kind: "block", state: "real", ...c })],
    ["line", (pen, c) => organisation(pen, { ...at, size: 7, kind: "line", state: "real", ...c })],
    ["formal", (pen, c) => organisation(pen, { ...at, size: 7, kind: "line", state: "formal", ...c })],
    ["away", (pen, c) => organisation(pen, { ...at, size: 7, kind: "line", state: "away", ...c })],
    ["honoured", (pen, c) => { pen.fillStyle = c.accent; star(pen, 12, 12, 7); }],
    ...NEED_STATES.map((state) => [state, (pen, c) => need(pen, { ...at, size: 6.5, state, ...c })]),
    ["days", (pen, c) => { pen.fillStyle = c.accent; parcel(pen, 12, 12, 4, false); }],
    ["lent", (pen, c) => { pen.fillStyle = c.accent; parcel(pen, 12, 12, 4.5, true); }],
  ];
  if (stage.worlds.length > 1) {
    entries.push(["only", (pen, c) => { need(pen, { ...at, size: 5, state: "served", ...c }); frame(pen, 12, 12, 5, c.ink); }]);
  }
  if (stage.compare === "apart") {
    entries.push(["twice", (pen, c) => { need(pen, { x: 10, y: 10, size: 6, state: "served", ...c }); twice(pen, 10, 10, 6, c.ink); }]);
  }
  const style = getComputedStyle(document.documentElement);
  const colours = Object.fromEntries(["ink", "accent", "paper"].map((name) => [name, style.getPropertyValue(`--${name}`).trim()]));
  return entries.map(([name, mark]) => {
    const canvas = make("canvas", { width: 48, height: 48, "aria-hidden": "true" });
    const pen = canvas.getContext("2d");
    pen.scale(2, 2);
    mark(pen, colours);
    return make("li", {}, canvas, say(`demo.legend.${name}`));
  });
}
