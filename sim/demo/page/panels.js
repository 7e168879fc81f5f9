// The panels beside the picture, in the order of their tabs: when there is one, and what it shows of a month.

import { controls } from "./controls.js";
import { make } from "./dom.js";
import { live } from "./feed.js";
import { keep } from "./keep.js";
import { numbers } from "./numbers.js";
import { chooser, story } from "./story.js";
import { twin } from "./twin.js";
import { locked, look, view } from "./view.js";
import { say } from "./words.js";

const PANELS = {
  numbers: { show: (stage, t) => numbers(stage, t) },
  why: {
    show: (stage, t) => [
      make("h2", {}, say("demo.panel.why")), chooser(stage, stage.worlds[0], t, view.pick, (pick) => look({ pick })), ...story(stage, t, view.pick),
    ],
    again(body, stage, t) { // typing goes on in the list
      const list = body.querySelector("#choose");
      if (!list || list !== document.activeElement) return false;
      while (list.parentNode.nextSibling) list.parentNode.nextSibling.remove();
      body.append(...story(stage, t, view.pick));
      return true;
    },
  },
  controls: {
    there: (stage) => live() && stage?.controls.length > 0,
    show: (stage) => controls(stage),
    again: (body, stage, t, playing) => playing && body.contains(document.activeElement),
  },
  table: { show: (stage, t) => stage.worlds.flatMap((world) => twin(stage, world, t)) },
  keep: { show: (stage, t, pictures) => keep(stage, t, pictures) },
};

function there(name, stage) {
  return name in PANELS && !locked(name) && (PANELS[name].there?.(stage) ?? true);
}

function now(stage) {
  return there(view.panel, stage) ? view.panel : "numbers";
}

// The tabs: those of the panels that are there and that the teacher did not put away.
export function tabs(list, body, stage) {
  if (!list.children.length) {
    list.append(...Object.keys(PANELS).map((name) =>
      make("button", { type: "button", role: "tab", id: `tab-${name}`, "data-panel": name, "aria-controls": body.id, "data-say": `demo.panel.${name}` })));
  }
  for (const tab of list.children) {
    const { panel: name } = tab.dataset;
    tab.hidden = !there(name, stage);
    tab.setAttribute("aria-selected", String(name === now(stage)));
    tab.tabIndex = name === now(stage) ? 0 : -1;
  }
  body.setAttribute("aria-labelledby", `tab-${now(stage)}`);
}

export function panel(body, stage, t, pictures, playing) {
  const { show, again = () => false } = PANELS[now(stage)];
  if (again(body, stage, t, playing)) return;
  const inside = document.activeElement?.id;
  const scroll = body.scrollTop;
  body.replaceChildren(...show(stage, t, pictures).filter(Boolean));
  body.scrollTop = scroll;
  if (inside && document.activeElement?.id !== inside) document.getElementById(inside)?.focus({ preventScroll: true });
}
