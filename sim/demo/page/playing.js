// Time: which month is on, and how far it has got. The browser draws between months; months themselves come as data.

import { look, view } from "./view.js";

const still = matchMedia("(prefers-reduced-motion: reduce)");
export const clock = { playing: false, at: 0, waiting: false }; // at: months, 3.4 is inside the fourth
let last = 0;
let timer = 0;
let draw = () => {};
let reach = () => 0; // how many months there are
let end = () => 0; // how many there will be
let changed = () => {};

export function wind({ onDraw, onMonth, months, horizon }) {
  draw = onDraw;
  changed = onMonth;
  reach = months;
  end = horizon;
  clock.at = view.month;
}

// The month that happens, and its phase; at rest a month is over.
export function moment() {
  const t = Math.max(0, Math.ceil(clock.at - 1e-9));
  return { t, phase: t ? clock.at - (t - 1) : 1 };
}

// The month that was asked for: ahead of the one on screen while months are on their way.
export function aim() {
  const { t } = moment();
  return clock.playing ? t : Math.max(t, Math.min(view.month, end()));
}

// To a month, or as near as months have come: the rest of the way is gone as they come.
export function go(month) {
  const to = Math.max(0, Math.min(month, end()));
  clock.at = Math.min(to, reach());
  look({ month: to }, { quiet: clock.playing });
  changed();
  draw();
}

export function play() {
  if (clock.playing) return;
  if (clock.at >= end() - 1e-9) clock.at = 0;
  clock.playing = true;
  last = 0;
  if (still.matches) jump();
  else requestAnimationFrame(frame);
  changed();
}

export function pause() {
  if (!clock.playing) return;
  clock.playing = false;
  clearTimeout(timer);
  clock.at = moment().t;
  look({ month: clock.at });
  changed();
  draw();
}

// With reduced motion: whole months, nothing in between.
function jump() {
  if (!clock.playing) return;
  advance(1);
  if (clock.playing) timer = setTimeout(jump, 1000 / view.speed);
}

function frame(now) {
  if (!clock.playing) return;
  if (last) advance(Math.min(0.25, ((now - last) / 1000) * view.speed));
  last = now;
  if (clock.playing) requestAnimationFrame(frame);
}

function advance(by) {
  const before = moment().t;
  clock.at = Math.min(clock.at + by, reach());
  clock.waiting = clock.at >= reach() && reach() < end();
  const { t } = moment();
  if (t !== before) {
    look({ month: t }, { quiet: true });
    changed();
  }
  draw();
  if (clock.at >= end() - 1e-9) pause();
}
