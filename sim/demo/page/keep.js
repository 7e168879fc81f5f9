// What can be taken away: a picture, the months as a table, a link; from a server also scenario, report and player.

import { csv, give, make } from "./dom.js";
import { live, on, send } from "./feed.js";
import { months } from "./twin.js";
import { address, view } from "./view.js";
import { language, named, say } from "./words.js";

const SERVED = ["tables", "yaml", "report", "player"];

export function keep(stage, t, pictures) {
  away.names ??= new Set(view.lock.split(",").filter(Boolean));
  const field = make("input", { id: "link", readonly: true, value: linked(), onfocus: (event) => event.target.select() });
  const button = (what, act) => make("button", { type: "button", id: `keep-${what}`, onclick: act }, say(`demo.keep.${what}`));
  return [
    make("h2", {}, say("demo.panel.keep")),
    make("div", { class: "stack" },
      button("picture", () => picture(stage, t, pictures)),
      button("months", () => give(`months-${t}.csv`, csv(months(stage, t)), "text/csv;charset=utf-8")),
      ...(live() ? SERVED.map((what) => button(what, () => send({ type: "keep", what, until: t, lang: language() }))) : [])),
    live() && make("div", { class: "stack", id: "putting-by" },
      button("collect", () => send({ type: "collect", until: t })),
      collected.length > 0 && make("ol", { id: "collected" }, ...collected.map((one) => make("li", {}, named(one.title), " · ", say("demo.in_month", { month: one.until })))),
      collected.length > 0 && make("p", { class: "hint" }, say("demo.keep.collected")),
      collected.length > 0 && button("empty", () => send({ type: "collect", until: 0 }))),
    make("label", { class: "stack" }, say("demo.keep.link"), field),
    make("p", { class: "hint" }, say(live() ? "demo.keep.link.live" : "demo.keep.link.file")),
    make("div", { class: "stack", role: "group", "aria-label": say("demo.keep.locks") }, say("demo.keep.locks"),
      make("span", { class: "checks" }, ...["controls", "keep", "why", "table"].map((name) => lock(name, say(`demo.panel.${name}`), field))),
      live() && make("details", { id: "locks", open: away.open, ontoggle: (event) => (away.open = event.target.open) },
        make("summary", {}, say("demo.keep.locks.single")),
        make("span", { class: "checks" }, ...[
          ["preset", say("demo.controls.preset")], ["compare", say("demo.controls.compare")],
          ...stage.controls.filter((control) => !control.above).map((control) => [control.path, named(control.name)]),
        ].map(([name, text]) => lock(name, text, field))))),
  ];
}

let collected = []; // comparisons that are put by for the file
on("collected", ({ plays }) => {
  collected = plays;
  dispatchEvent(new Event("retell"));
});

const away = { names: null, open: false }; // what the link is to put away

function linked() {
  const without = `${location.href.split("#")[0]}${address().replace(/&?lock=[^&]*/, "")}`;
  return away.names.size ? `${without}&lock=${encodeURIComponent([...away.names].join(","))}` : without;
}

// A link for the class without some panels and controls: a convenience, no security.
function lock(name, text, field) {
  const box = make("input", {
    type: "checkbox", value: name, checked: away.names.has(name), onchange: (event) => {
      away.names[event.target.checked ? "add" : "delete"](name);
      field.value = linked();
    },
  });
  return make("label", {}, box, " ", text);
}

function picture(stage, t, pictures) {
  const [first] = pictures;
  const dots = first.canvas.width / first.canvas.clientWidth;
  const head = 40 * dots;
  const sheet = document.createElement("canvas");
  sheet.width = pictures.reduce((sum, one) => sum + one.canvas.width, 0);
  sheet.height = first.canvas.height + head;
  const pen = sheet.getContext("2d");
  const style = getComputedStyle(first.canvas);
  pen.fillStyle = style.getPropertyValue("--paper").trim();
  pen.fillRect(0, 0, sheet.width, sheet.height);
  pen.fillStyle = style.getPropertyValue("--ink").trim();
  pen.font = `${16 * dots}px ${style.fontFamily}`;
  let x = 0;
  for (const one of pictures) {
    pen.fillText(`${one.title} · ${say("demo.in_month", { month: t })}`, x + 12 * dots, 26 * dots);
    pen.drawImage(one.canvas, x, head);
    x += one.canvas.width;
  }
  sheet.toBlob((blob) => give(`month-${t}.png`, blob));
}

on("kept", ({ name, url }) => {
  const link = make("a", { href: url, download: name });
  document.body.append(link);
  link.click();
  link.remove();
});

