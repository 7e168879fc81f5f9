// The lessons that come with the program, to choose from; asked for once, when they are first wanted.

import { make } from "./dom.js";
import { on, send } from "./feed.js";
import { named, say } from "./words.js";

let offered = null;
let coming = false;

export function lessons(root, choose) {
  if (!offered && !coming) {
    coming = true;
    send({ type: "lessons" });
  }
  root.replaceChildren(make("div", { class: "sheet wide" },
    make("h2", { class: "large" }, say("demo.lessons")),
    !offered && make("p", { class: "hint", role: "status" }, say("demo.lessons.coming")),
    make("ol", { class: "lessons", id: "lessons" }, ...(offered ?? []).map((one) => make("li", {},
      make("button", { type: "button", "data-lesson": one.name, onclick: () => choose(one) },
        make("b", {}, `${one.number} `, named(one.title)), make("span", {}, named(one.question))))))));
}

on("lessons", ({ lessons: listed }) => {
  offered = listed;
  dispatchEvent(new Event("listed"));
});
