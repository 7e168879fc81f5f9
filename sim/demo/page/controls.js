// Controls: what may be otherwise, each with a sentence of the article; from this month on or from the start.

import { make } from "./dom.js";
import { on, send } from "./feed.js";
import { aim } from "./playing.js";
import { locked } from "./view.js";
import { named, number, say } from "./words.js";

const GROUPS = ["mechanisms", "matching", "institutions", "technology", "needs"];
let offered = null; // cases to begin with: asked for once, when they are first wanted
const state = { from: "now", world: "b", open: new Set() };
let held = []; // changes from a month that is still on its way

export function controls(stage) {
  const next = aim() + 1;
  const shown = unlocked(stage);
  const world = stage.worlds.find((one) => one.id === state.world) ?? stage.worlds[0];
  state.world = world.id;
  const value = (control) => {
    let now = world.settings[control.path] ?? control.value;
    const waiting = held.filter((one) => one.world === null || one.world === world.id).map((one) => [one.from, one.settings]);
    for (const [from, changes] of [...world.changes, ...waiting]) if (from <= next && control.path in changes) now = changes[control.path];
    return now;
  };
  const change = (control, to) => {
    const wanted = {
      type: "change", world: stage.compare === "settings" ? world.id : null,
      from: state.from === "start" || !control.during ? 1 : next, settings: { [control.path]: to },
    };
    dispatchEvent(new CustomEvent("wanted", { detail: wanted })); // an answer at once, before the server's
    held.push(wanted);
    release(stage);
  };
  const choice = (name, options) => make("div", { role: "group", class: "choice", "aria-label": say(`demo.controls.${name}`) },
    ...options.map(([key, text]) => make("button", {
      type: "button", "aria-pressed": String(state[name] === key), onclick: (event) => {
        state[name] = key;
        press(event.target);
        if (name === "world") dispatchEvent(new Event("retell"));
      },
    }, text)));
  return [
    make("h2", {}, say("demo.panel.controls")),
    !locked("preset") && make("label", { class: "stack" }, say("demo.controls.preset"), preset(stage)),
    !locked("preset") && findings(stage),
    !locked("compare") && make("div", { role: "group", class: "choice", "aria-label": say("demo.controls.compare") }, ...["one", "settings", "apart"].map((compare) =>
      make("button", {
        type: "button", "aria-pressed": String(stage.compare === compare), "data-compare": compare,
        onclick: ({ target }) => {
          if (compare === stage.compare) return;
          press(target); // at once: the server takes its time
          send({ type: "open", ...stage.raw.address, compare });
        },
      }, say(`demo.controls.compare.${compare}`)))),
    stage.compare === "settings" && choice("world", stage.worlds.map((one) => [one.id, named(one.label)])),
    choice("from", [["now", say("demo.controls.now", { month: next })], ["start", say("demo.controls.start")]]),
    ...GROUPS.map((group) => {
      const own = shown.filter((control) => control.group === group);
      if (!own.length) return "";
      return make("fieldset", {}, make("legend", {}, say(`demo.group.${group}`)),
        ...own.filter((control) => !control.above).map((control) => {
          const below = own.filter((one) => one.above === control.path);
          const row = field(control, value(control), change);
          if (!below.length) return row;
          return make("div", {}, row, make("details", {
            open: state.open.has(control.path),
            ontoggle: (event) => state.open[event.target.open ? "add" : "delete"](control.path),
          }, make("summary", {}, say("demo.controls.instruments", { count: below.length })), ...below.map((one) => field(one, value(one), change))));
        }));
    }),
  ];
}

// A server is told of a change once every month before it is here.
export function release(stage) {
  const due = held.filter(({ from }) => from <= stage.length + 1);
  held = held.filter((one) => !due.includes(one));
  due.forEach(send);
}

// Another stage: what was meant for the last one is gone.
export function forgo() {
  held = [];
}

// Of a choice one is pressed.
function press(button) {
  for (const other of button.parentNode.children) other.setAttribute("aria-pressed", String(other === button));
}

// What the teacher did not put away: a control, with a mechanism its instruments, or a whole group.
function unlocked(stage) {
  return stage.controls.filter(({ path, group, above }) => ![path, group, above].some((name) => name && locked(name)));
}

// Every scenario, and every case beside each of what it is held against.
function preset(stage) {
  const select = make("select", {
    id: "preset", onchange: () => {
      const { scenario, other, case: held } = offered[Number(select.value)];
      send({ type: "open", scenario, compare: held ? "settings" : stage.compare, settings: { a: {}, b: other } });
    },
  }, make("option", { value: "" }, say("demo.controls.preset.none")));
  const { scenario: now, settings } = stage.raw.address ?? {};
  const key = JSON.stringify(Object.entries(settings?.b ?? {}).sort());
  let group = null;
  (offered ?? []).forEach(({ scenario, title, against, other }, i) => {
    const selected = scenario === now && JSON.stringify(Object.entries(other).sort()) === key;
    const option = make("option", { value: i, selected }, against ? say("demo.controls.preset.beside", { other: named(against) }) : named(title));
    if (against && group?.dataset.scenario !== scenario) select.append(group = make("optgroup", { label: named(title), "data-scenario": scenario }));
    (against ? group : select).append(option);
  });
  if (!offered) {
    offered = [];
    send({ type: "presets" });
  }
  return select;
}

// What the case that is open claims, and what came of each claim over many runs: a case may show the opposite.
function findings(stage) {
  const open = (offered ?? []).find((one) => one.findings?.length && one.scenario === stage.raw.address?.scenario);
  return open && make("details", { id: "findings" },
    make("summary", {}, say("demo.controls.findings", { count: open.findings.length })),
    make("ul", {}, ...open.findings.map(({ claim, found }) => make("li", {}, named(claim), " ", make("b", {}, named(found))))));
}

on("presets", ({ presets }) => {
  offered = presets;
  dispatchEvent(new Event("retell"));
});

function field(control, value, change) {
  const id = `c-${control.path}`;
  const says = make("small", { id: `${id}-says` }, named(control.says), control.during ? "" : ` ${say("demo.controls.only_start")}`);
  const label = make("label", { for: id }, named(control.name));
  const common = { id, "aria-describedby": `${id}-says` };
  let input;
  let extra = "";
  if (control.kind === "choice") {
    input = make("select", { ...common, onchange: (event) => change(control, event.target.value) },
      ...control.choices.map((one) => make("option", { value: one.value, selected: one.value === value }, named(one.name))));
  } else if (control.kind === "switch") {
    input = make("input", { ...common, type: "checkbox", checked: value === true, onchange: (event) => change(control, event.target.checked) });
  } else {
    const shown = make("output", { for: id }, number(value, 2));
    input = make("input", {
      ...common, type: "range", min: control.low, max: control.high, step: control.step, value,
      oninput: (event) => (shown.textContent = number(Number(event.target.value), 2)),
      onchange: (event) => change(control, Number(event.target.value)),
    });
    extra = shown;
    if (control.kind === "strength") {
      const toggle = make("input", {
        type: "checkbox", checked: value > 0, "aria-label": say("demo.controls.switch", { name: named(control.name) }),
        onchange: (event) => change(control, event.target.checked ? control.high : control.low),
      });
      return make("div", { class: "control" }, make("div", { class: "row" }, toggle, label, input, extra), says);
    }
  }
  return make("div", { class: "control" }, make("div", { class: "row" }, label, input, extra), says);
}
