// The class, as the teacher sees it: how to join, a question, guesses as a histogram when guessing is closed, hands up.

import { draw, make } from "./dom.js";
import { send } from "./feed.js";
import { forget } from "./lesson.js";
import { named, number, say } from "./words.js";

const draft = { text: "", options: ["", ""], hands: false };

export function classroom(data, root, lesson) {
  const { question } = data;
  root.replaceChildren(make("div", { class: "sheet wide" },
    make("div", { class: "join" },
      make("div", {},
        make("h2", {}, say("demo.class.join")),
        make("p", { class: "large address" }, data.url?.split("?")[0] ?? ""),
        make("p", { class: "code" }, say("demo.class.code"), " ", make("b", {}, data.code ?? "")),
        make("p", { class: "hint", id: "class-present" }, say("demo.class.present", { present: number(data.present), pupils: number(data.pupils) })),
        data.urls?.length > 1 && addresses(data),
        make("p", {}, make("button", { type: "button", id: "class-new", onclick: anew }, say("demo.class.new")))),
      data.qr && qr(data.qr)),
    question ? asked(question, data) : asking(lesson, () => classroom(data, root, lesson))));
}

// This computer stands in more than one network, and phones in one of them.
function addresses({ url, urls }) {
  return make("p", {}, make("label", { for: "class-address" }, say("demo.class.address")), " ",
    make("select", { id: "class-address", onchange: (event) => send({ type: "class", do: "address", url: event.target.value }) },
      ...urls.map((one) => make("option", { value: one, selected: url.startsWith(`${one}?`) }, one))));
}

// The next class finds nothing of this one: neither its answers here nor its guesses there.
function anew() {
  forget();
  Object.assign(draft, { text: "", options: ["", ""], hands: false });
  send({ type: "class", do: "new" });
}

function qr(rows) {
  const size = rows.length;
  const svg = draw("svg", { viewBox: `-4 -4 ${size + 8} ${size + 8}`, class: "qr", role: "img", "aria-label": say("demo.class.qr") });
  let path = "";
  rows.forEach((row, y) => [...row].forEach((cell, x) => {
    if (cell === "1") path += `M${x} ${y}h1v1h-1z`;
  }));
  svg.append(draw("rect", { x: -4, y: -4, width: size + 8, height: size + 8, fill: "#fff" }), draw("path", { d: path, fill: "#000" }));
  return svg;
}

function asking(lesson, again) {
  const field = (label, value, put, id) => make("label", { class: "stack" }, label,
    make("input", { type: "text", id, value, maxlength: "200", oninput: (event) => put(event.target.value) }));
  const ask = (question) => send({ type: "class", do: "ask", question });
  return make("section", {},
    make("h2", {}, say("demo.class.ask")),
    lesson && make("p", {}, make("button", {
      type: "button", class: "main", id: "class-lesson", onclick: () => ask({ text: lesson.question, options: lesson.options }),
    }, say("demo.class.ask_lesson"))),
    field(say("demo.class.question"), draft.text, (value) => (draft.text = value), "class-question"),
    ...draft.options.map((option, k) => field(say("demo.class.option", { number: k + 1 }), option, (value) => (draft.options[k] = value), `class-option-${k}`)),
    make("p", { class: "moves" },
      draft.options.length < 6 && make("button", { type: "button", onclick: () => { draft.options.push(""); again(); } }, say("demo.class.more")),
      make("button", {
        type: "button", class: "main", id: "class-ask", onclick: () => {
          const options = draft.options.map((text) => text.trim()).filter(Boolean);
          if (draft.text.trim() && options.length > 1) ask({ text: both(draft.text.trim()), options: options.map(both) });
        },
      }, say("demo.class.send"))));
}

function both(text) {
  return { zh: text, en: text };
}

function asked(question, data) {
  const counts = question.hands ?? question.counts;
  const total = counts?.reduce((sum, n) => sum + n, 0) ?? 0;
  const hands = question.options.map((_, k) => question.hands?.[k] ?? 0);
  return make("section", {},
    make("h2", { class: "large" }, named(question.text)),
    !counts && make("p", { class: "big", id: "class-answers" }, say("demo.class.answers", { answers: number(question.answers), present: number(data.present) })),
    make("ol", { class: "histogram", id: "histogram" }, ...question.options.map((option, k) => make("li", {},
      make("span", {}, named(option)),
      counts && make("div", { class: "meter", "aria-hidden": "true" }, make("i", { style: `width:${total ? (100 * counts[k]) / total : 0}%` })),
      counts && make("b", {}, number(counts[k]))))),
    make("p", { class: "moves" },
      question.open && make("button", { type: "button", class: "main", id: "class-close", onclick: () => send({ type: "class", do: "close" }) }, say("demo.class.close")),
      make("button", { type: "button", id: "class-clear", onclick: () => send({ type: "class", do: "clear" }) }, say("demo.class.clear"))),
    make("details", { open: draft.hands, ontoggle: (event) => (draft.hands = event.target.open) },
      make("summary", {}, say("demo.class.hands")),
      make("p", { class: "hint" }, say("demo.class.hands.why")),
      ...question.options.map((option, k) => make("label", { class: "row" }, make("input", {
        type: "number", min: "0", max: "999", value: hands[k], class: "count",
        onchange: (event) => {
          hands[k] = Math.max(0, Math.round(Number(event.target.value) || 0));
          send({ type: "class", do: "hands", counts: hands });
        },
      }), " ", named(option)))));
}
