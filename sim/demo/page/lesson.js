// A lesson: guess, run, explain, with other words where the guess was wrong; a questionnaire before and after.

import { csv, give, make } from "./dom.js";
import { sumCurve, valueCurve } from "./numbers.js";
import { named, number, say } from "./words.js";
import { look, view } from "./view.js";

const STEPS = ["before", "guess", "run", "explain", "after"];
const kept = {}; // what was answered, in memory only; where the browser allows, beside it for the next double click

function remembered(lesson) {
  if (kept[lesson.name]) return kept[lesson.name];
  let found = null;
  try {
    found = JSON.parse(localStorage.getItem(`lesson ${lesson.name}`));
  } catch {
    found = null; // some browsers forbid it to files
  }
  return (kept[lesson.name] = found ?? { guess: null, before: [], after: [] });
}

function remember(lesson) {
  try {
    localStorage.setItem(`lesson ${lesson.name}`, JSON.stringify(kept[lesson.name]));
  } catch {
    return;
  }
}

// What was answered in this browser, of all lessons.
export function forget() {
  for (const name of Object.keys(kept)) delete kept[name];
  try {
    for (const key of Object.keys(localStorage)) if (key.startsWith("lesson ")) localStorage.removeItem(key);
  } catch {
    return;
  }
}

function isAnswered({ guess, before, after }) {
  return guess !== null || before.length + after.length > 0;
}

export function lesson(data, root, stage, { all, ask } = {}) {
  const steps = STEPS.filter((step) => data.questionnaire?.length || (step !== "before" && step !== "after"));
  const at = Math.max(0, Math.min(view.step, steps.length - 1));
  const answers = remembered(data);
  const again = () => lesson(data, root, stage, { all, ask });
  const bodies = {
    before: () => questionnaire(data, answers, "before", again),
    guess: () => guess(data, answers, again, ask),
    run: () => run(data),
    explain: () => explain(data, answers, stage),
    after: () => questionnaire(data, answers, "after", again),
  };
  const ready = steps[at] !== "guess" || answers.guess !== null;
  const move = (by, id) => make("button", {
    type: "button", id, class: by > 0 ? "main" : "", disabled: by > 0 && !ready, onclick: () => look({ step: at + by }),
  }, say(by > 0 ? "demo.lesson.on" : "demo.lesson.back"));
  root.replaceChildren(make("div", { class: "sheet" },
    make("p", { class: "hint" }, say("demo.lesson.number", { number: data.number })),
    make("h2", { class: "large" }, named(data.title)),
    make("ol", { class: "way", "aria-label": say("demo.lesson.steps") }, ...steps.map((step, i) =>
      make("li", { "aria-current": i === at ? "step" : null }, say(`demo.lesson.step.${step}`)))),
    ...bodies[steps[at]]().filter(Boolean),
    make("p", { class: "moves" }, at > 0 && move(-1, "lesson-back"), at < steps.length - 1 && move(1, "lesson-on"),
      at === 0 && isAnswered(answers) && make("button", { type: "button", id: "lesson-anew", onclick: () => { forget(); again(); } }, say("demo.lesson.anew")),
      all && make("button", { type: "button", id: "lesson-all", onclick: all }, say("demo.lessons")))));
}

function choices(name, options, chosen, choose) {
  return options.map((option, k) => make("label", { class: `option${chosen === k ? " chosen" : ""}` },
    make("input", { type: "radio", name, value: k, checked: chosen === k, onchange: () => choose(k) }), make("span", {}, named(option))));
}

function paragraphs(texts) {
  return (texts ?? []).map((text) => make("p", {}, named(text)));
}

function guess(data, answers, again, ask) {
  return [
    ...paragraphs(data.before),
    make("fieldset", { id: "guess" }, make("legend", { class: "big" }, named(data.question)),
      ...choices("guess", data.options, answers.guess, (k) => {
        answers.guess = k;
        remember(data);
        again();
        document.querySelector(`#guess input[value="${k}"]`).focus();
      })),
    ask && make("p", {}, make("button", { type: "button", id: "lesson-class", onclick: ask }, say("demo.lesson.ask_class"))),
  ];
}

function run(data) {
  return [
    make("p", { class: "big" }, named(data.watch)),
    make("p", {}, make("button", { type: "button", class: "main", id: "lesson-run", onclick: () => look({ page: "stage", month: 0 }) }, say("demo.lesson.run"))),
    make("p", { class: "hint" }, say("demo.lesson.come_back")),
  ];
}

function explain(data, answers, stage) {
  const right = answers.guess === data.right;
  const mine = answers.guess === null ? null : data.options[answers.guess];
  return [
    make("section", { id: "sheet-print" },
      make("p", { class: "outcome big", id: "verdict" }, mine === null ? "" : say(right ? "demo.lesson.right" : "demo.lesson.wrong")),
      make("dl", {},
        make("dt", {}, say("demo.lesson.asked")), make("dd", {}, named(data.question)),
        mine && make("dt", {}, say("demo.lesson.guessed")), mine && make("dd", {}, named(mine)),
        make("dt", {}, say("demo.lesson.came")), make("dd", {}, named(data.options[data.right])),
        make("dt", {}, say("demo.lesson.result")), make("dd", {}, named(data.result), figures(stage))),
      make("p", { id: "lesson-words" }, named(right ? data.if_right : data.if_wrong?.[answers.guess])),
      ...paragraphs(data.after),
      curves(stage),
      make("p", { class: "paper" }, say("demo.lesson.name"))),
    make("p", {}, make("button", { type: "button", id: "lesson-print", onclick: () => print() }, say("demo.lesson.print"))),
  ];
}

// The figures on screen at the end, so that the sheet shows what the class has seen. 1+1 belongs to what is joint, and not
// to the first months.
function figures(stage) {
  if (!stage?.length) return "";
  const t = stage.length;
  return make("ul", {}, ...stage.worlds.map((world, w) => {
    const sum = world.view === "apart" ? null : world.months[t - 1].one_plus_one;
    return make("li", {}, w ? "┄ " : "━ ", say(sum == null ? "demo.lesson.figures.value" : "demo.lesson.figures", {
      world: named(world.label), month: t, value: number(world.value(t), 0), sum: number(sum, 2),
    }));
  }));
}

// What the class has seen, and from what it can be made again.
function curves(stage) {
  if (!stage?.length) return "";
  const t = stage.length;
  const one = (title, drawn) => drawn && make("figure", {}, make("figcaption", {}, say(title)), drawn);
  return make("div", {},
    make("div", { class: "curves" }, one("demo.value", valueCurve(stage, t)), one("demo.sum", sumCurve(stage, t))),
    make("p", { class: "hint" }, say("demo.lesson.made", { scenario: stage.raw.scenario, seed: stage.raw.seed, months: t })));
}

function questionnaire(data, answers, when, again) {
  return [
    make("p", {}, say(`demo.lesson.questions.${when}`)),
    ...data.questionnaire.map((question, q) => make("fieldset", {}, make("legend", {}, named(question.text)),
      ...choices(`${when}-${q}`, question.options, answers[when][q] ?? null, (k) => {
        answers[when][q] = k;
        remember(data);
        again();
        document.querySelector(`input[name="${when}-${q}"][value="${k}"]`).focus();
      }))),
    make("p", {}, make("button", { type: "button", id: "lesson-csv", onclick: () => save(data, answers) }, say("demo.lesson.csv"))),
    make("p", { class: "hint" }, say("demo.lesson.local")),
  ];
}

function save(data, answers) {
  const head = ["lesson", "question", "text", "before", "after", "guess", "right"].map((name) => say(`demo.lesson.column.${name}`));
  const answer = (question, k) => (k == null ? "" : named(question.options[k]));
  const rows = data.questionnaire.map((question, q) => [
    data.name, q + 1, named(question.text), answer(question, answers.before[q]), answer(question, answers.after[q]),
    answers.guess == null ? "" : named(data.options[answers.guess]), named(data.options[data.right]),
  ]);
  give(`${data.name}-answers.csv`, csv([head, ...rows]), "text/csv;charset=utf-8");
}
