// The page: what is on screen follows from the data and from what is looked at.

import { changes, told } from "./changes.js";
import { classroom } from "./class.js";
import { forgo, release } from "./controls.js";
import { make } from "./dom.js";
import { first } from "./first.js";
import { lesson } from "./lesson.js";
import { lessons } from "./lessons.js";
import { connect, live, on, packed, send } from "./feed.js";
import { funnel, loop } from "./funnel.js";
import { legend } from "./legend.js";
import { Network } from "./network.js";
import { panel, tabs } from "./panels.js";
import { aim, clock, go, moment, pause, play, wind } from "./playing.js";
import { chosen, list as listPlays, wirePlays } from "./plays.js";
import { summary } from "./twin.js";
import { locked, look, open, view, whenLooking } from "./view.js";
import { fill, named, number, say, speak } from "./words.js";
import { Stage } from "./worlds.js";

const $ = (id) => document.getElementById(id);
const AHEAD = 18; // months to be there before they are played
const SPEEDS = [0.5, 1, 2, 4];
const PAGES = {}; // other pages by name: what they show
let stage = null;
let pictures = [];
let lessonData = null; // of the lesson that is open
let notice = null;

// A line across the page: a sentence of ours, or what the server says in both languages.
function notify(what, gaps = {}) {
  notice = what && { what, gaps };
  $("notice").hidden = !what;
  $("notice").textContent = typeof what === "string" ? what && say(what, gaps) : named(what);
}

// Build the stage anew: other data, another language.
function build() {
  if (!stage) return;
  const worlds = $("worlds");
  worlds.replaceChildren();
  pictures = stage.worlds.map((world, w) => {
    const canvas = make("canvas", { role: "img", id: `world-${world.id}`, class: `w${w}` });
    const title = named(world.label);
    worlds.append(make("figure", {}, make("figcaption", {}, stage.worlds.length > 1 && make("i", { class: `swatch w${w}` }), make("b", {}, stage.worlds.length > 1 ? `${w ? "┄" : "━"} ${title}` : title), " ", make("small"), make("span", { class: "worth" })), canvas));
    const network = new Network(canvas, stage, world);
    canvas.addEventListener("click", (event) => {
      let pick = network.what(event.offsetX, event.offsetY, moment().t);
      if (pick.startsWith("n") && w) pick = `n${stage.twin(world, Number(pick.slice(1)))}`;
      if (pick && pick !== "n-1") look({ pick, ...(locked("why") ? {} : { panel: "why" }) });
    });
    return { canvas, network, world, title };
  });
  $("legend").querySelector("ul").replaceChildren(...legend(stage));
}

function paint() {
  if ($("stage").hidden || !stage) return;
  const { t, phase } = moment();
  for (const { network, world } of pictures) {
    let { pick } = view;
    if (pick.startsWith("n") && world !== stage.worlds[0]) pick = `n${stage.twin(stage.worlds[0], Number(pick.slice(1)))}`;
    network.draw(t, phase, { pick });
  }
}

// Everything that changes with the month.
function tell() {
  if (!stage) return;
  const { t } = moment();
  $("play").textContent = say(clock.playing ? "demo.pause" : "demo.play");
  $("month").max = stage.horizon;
  $("month").value = aim();
  $("month").setAttribute("aria-valuetext", say("demo.in_month", { month: aim() }));
  $("when").textContent = say("demo.month_of", { month: number(t), months: number(stage.horizon) });
  for (const { canvas, world } of pictures) {
    canvas.setAttribute("aria-label", summary(stage, world, t));
    const caption = canvas.previousSibling;
    caption.querySelector("small").textContent = changes(stage, world);
    caption.querySelector(".worth").textContent = `${say("measure.value")} ${number(world.value(t), 0)}`;
  }
  if (!clock.playing) $("told").textContent = stage.worlds.map((world) => summary(stage, world, t)).join(" ");
  if (view.big !== "worlds") {
    $("funnel").replaceChildren(...funnel(stage, t));
    $("loop").replaceChildren(...loop(stage, t));
  }
  if (!view.big) panel($("panel"), stage, t, pictures, clock.playing);
  ask();
}

function ask() {
  if (!live() || !stage) return;
  const until = Math.min(stage.horizon, Math.max(view.month, moment().t) + (clock.playing ? AHEAD : 1));
  if (until > stage.length && asked < until) send({ type: "ask", until: (asked = until) });
}
let asked = 0;

// Which page, which panel, how large: what follows from what is looked at.
function show(changed = new Set()) {
  const page = view.page || (lessonData ? "lesson" : PAGES.first ? "first" : "stage");
  for (const name of ["first", "lesson", "class", "stage"]) $(name).hidden = name !== page || (name === "stage" && !stage);
  for (const button of $("pages").children) {
    button.hidden = !(button.dataset.page === "stage" ? stage : PAGES[button.dataset.page]) || locked(button.dataset.page);
    button.setAttribute("aria-current", button.dataset.page === page ? "page" : "false");
  }
  const big = page === "stage" ? view.big : "";
  if (big) document.documentElement.dataset.big = big;
  else delete document.documentElement.dataset.big;
  $("bigs").hidden = page !== "stage";
  for (const button of $("bigs").children) button.setAttribute("aria-pressed", String(button.dataset.large === view.big));
  for (const button of document.querySelectorAll("[data-lang]")) button.setAttribute("aria-pressed", String(button.dataset.lang === view.lang));
  tabs($("panels"), $("panel"), stage);
  if (changed.has("lang")) {
    speak(view.lang);
    build();
  }
  fill();
  listPlays($("plays"), view.play);
  $("title").textContent = stage ? named(stage.title) : say("demo.title");
  document.title = $("title").textContent;
  if (notice) notify(notice.what, notice.gaps);
  $("speed").replaceChildren(...SPEEDS.map((speed) => make("option", { value: speed, selected: speed === view.speed }, say("demo.speed.of", { speed: number(speed, speed < 1 ? 1 : 0) }))));
  if (changed.has("big") || changed.has("page")) for (const { network } of pictures) network.colours();
  if (PAGES[page]) PAGES[page]($(page));
  tell();
  paint();
}

let file = null; // what is packed into the page

function take(given) {
  const raw = chosen(given, view.play);
  if (raw.first_minute) PAGES.first = (root) => first(raw.first_minute, root, stage ? "stage" : "");
  lessonData = raw.lesson ?? (live() || given.plays ? null : lessonData);
  if (raw.lesson) PAGES.lesson = lessonPage;
  if (!raw.worlds) return;
  stage = new Stage(raw);
  asked = 0;
  build();
  wind({ onDraw: paint, onMonth: tell, months: () => stage.length, horizon: () => stage.horizon });
  if (!live()) clock.at = Math.min(view.month || 0, stage.length);
}

// The lesson that is open; from a server also the list of all, and its question put to the class.
function lessonPage(root) {
  if (!lessonData || (live() && view.step < 0)) {
    lessons(root, learn);
    return;
  }
  lesson(lessonData, root, stage, {
    all: live() && !locked("lessons") && (() => look({ step: -1 })),
    ask: live() && PAGES.class && !locked("class") && (() => {
      send({ type: "class", do: "ask", question: { text: lessonData.question, options: lessonData.options } });
      look({ page: "class" });
    }),
  });
}

function learn({ name, compare }) {
  pause();
  go(0);
  lessonData = null;
  look({ page: "lesson", step: 0, pick: "", big: "", panel: "numbers" }, { quiet: true });
  send({ type: "open", scenario: name, compare });
}

function wire() {
  $("play").addEventListener("click", () => (clock.playing ? pause() : play()));
  $("step").addEventListener("click", () => { pause(); go(Math.max(view.month, moment().t) + 1); });
  $("back").addEventListener("click", () => { pause(); go(moment().t - 1); });
  $("again").addEventListener("click", () => { pause(); go(0); play(); });
  $("month").addEventListener("input", (event) => { pause(); go(Number(event.target.value)); });
  $("speed").addEventListener("change", (event) => look({ speed: Number(event.target.value) }));
  for (const button of document.querySelectorAll("[data-lang]")) button.addEventListener("click", () => look({ lang: button.dataset.lang }));
  for (const button of document.querySelectorAll("[data-page]")) button.addEventListener("click", () => look({ page: button.dataset.page }));
  for (const button of $("bigs").children) {
    button.addEventListener("click", () => look({ big: view.big === button.dataset.large ? "" : button.dataset.large }));
  }
  $("panels").addEventListener("click", (event) => event.target.dataset.panel && look({ panel: event.target.dataset.panel }));
  $("panels").addEventListener("keydown", (event) => {
    const shown = [...$("panels").children].filter((tab) => !tab.hidden);
    const to = shown.indexOf(event.target) + { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (Number.isNaN(to)) return;
    const tab = shown[(to + shown.length) % shown.length];
    look({ panel: tab.dataset.panel });
    tab.focus();
  });
  addEventListener("keydown", (event) => {
    if (event.key === "Escape" && view.big) look({ big: "" });
    if (event.key === " " && event.target === document.body && !$("stage").hidden) {
      event.preventDefault();
      $("play").click();
    }
  });
  wirePlays($("plays"));
  addEventListener("retell", tell);
  addEventListener("listed", () => show());
  addEventListener("wanted", ({ detail: { world: id, settings } }) => {
    for (const { canvas, world } of pictures) {
      if (id === null || id === world.id) canvas.previousSibling.querySelector("small").textContent = `${told(stage, settings)} …`;
    }
  });
  new ResizeObserver(() => paint()).observe($("worlds"));
  whenLooking((changed) => {
    if (changed.size === 1 && changed.has("month") && clock.playing) return;
    if (changed.has("play") && file?.plays) {
      pause();
      take(file);
    }
    if (changed.has("month") && !clock.playing && Math.ceil(clock.at) !== view.month) go(view.month);
    show(changed);
  });
}

function serve() {
  let hello = null;
  on("hello", (message) => {
    hello = message;
    PAGES.lesson = lessonPage;
    notify("");
    send({ type: "open", ...hello.address, ...(view.at ? JSON.parse(view.at) : {}) });
  });
  on("stage", (raw) => {
    const first = !stage;
    forgo();
    take(raw);
    look({ at: JSON.stringify(raw.address) });
    if (first) clock.at = 0;
    show();
  });
  on("month", ({ world, month }) => {
    stage?.worlds.find((one) => one.id === world)?.add(month);
    if (stage && !clock.playing && clock.at < view.month && stage.length > clock.at) clock.at = Math.min(view.month, stage.length);
    if (stage) release(stage);
    if (!clock.playing || clock.waiting) { tell(); paint(); }
  });
  on("class", (data) => {
    const first = !PAGES.class;
    PAGES.class = (root) => classroom(data, root, lessonData);
    const editing = document.activeElement?.matches("#class input") && !data.question;
    if (first || (view.page === "class" && !editing)) show();
  });
  on("changed", ({ world, from, settings, address: at }) => {
    notify("");
    asked = 0;
    for (const one of stage.worlds) if (from > 1 && (world === null || world === one.id)) one.change(from, settings);
    look({ at: JSON.stringify(at) }, { quiet: clock.playing });
    tell();
  });
  on("band", ({ band }) => { if (stage) stage.band = band; if (view.panel === "numbers") tell(); });
  on("progress", ({ share }) => share === 1 ? notify("") : share == null ? notify("demo.starting") : notify("demo.compiling", { share: number(100 * share) }));
  on("error", ({ text }) => { notify(text); tell(); });
  on("gone", () => notify("demo.gone"));
  connect();
}

async function begin() {
  open({ lang: document.documentElement.lang.startsWith("en") ? "en" : "zh" });
  speak(view.lang);
  wire();
  const raw = await packed();
  if (raw) take((file = raw));
  if (!stage && location.protocol.startsWith("http")) serve();
  else if (!raw) notify("demo.nothing");
  show();
  await document.fonts.load('16px "Quyuhua Sans SC"'); // a canvas does not wait for letters
  for (const { network } of pictures) network.colours();
  paint();
  document.documentElement.dataset.ready = "yes";
}

begin();
