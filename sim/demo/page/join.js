// What a pupil sees: joins with a code, has a number, guesses; after a lost connection comes back as the same.

import { make } from "./dom.js";
import { named, number, say, speak } from "./words.js";

const main = document.getElementById("main");
const state = { code: new URLSearchParams(location.search).get("code") ?? "", me: null, question: null, error: null, gone: false };
let socket = null;
let wait = 400;

function memory(change) {
  try {
    if (change) localStorage.setItem("class", JSON.stringify(change));
    if (change === null) localStorage.removeItem("class");
    return JSON.parse(localStorage.getItem("class") ?? "null");
  } catch {
    return change ?? null;
  }
}

// A number is of one class: of another code it is nothing.
function remembered() {
  const kept = memory();
  return kept && kept.code === state.code ? kept : null;
}

// The class is over, or its code is another: whoever comes joins as somebody new.
function anew() {
  memory(null);
  Object.assign(state, { code: "", me: null, question: null, error: null });
  socket?.close();
}

function connect() {
  socket = new WebSocket(`${location.protocol === "https:" ? "wss" : "ws"}://${location.host}/class/ws`);
  socket.addEventListener("open", () => {
    [state.gone, state.joined, wait] = [false, false, 400];
    const kept = state.me ?? remembered();
    socket.send(JSON.stringify({ type: "join", code: state.code, number: kept?.number ?? null, token: kept?.token ?? null }));
  });
  socket.addEventListener("message", (event) => {
    const message = JSON.parse(event.data);
    if (message.type === "you") {
      state.me = memory({ code: state.code, number: message.number, token: message.token }) ?? message;
      [state.error, state.joined] = [null, true];
    }
    if (message.type === "over" || (message.type === "error" && !state.joined)) anew();
    if (message.type === "question") state.question = message.question;
    if (message.type === "error") state.error = message.text;
    show();
  });
  socket.addEventListener("close", () => {
    socket = null;
    if (!state.me) return show(); // a wrong code: to be typed again
    state.gone = true;
    show();
    setTimeout(connect, wait);
    wait = Math.min(5000, 2 * wait);
  });
}

function show() {
  document.getElementById("number").textContent = state.me ? say("demo.join.you", { number: state.me.number }) : say("demo.title");
  for (const button of document.querySelectorAll("[data-lang]")) {
    button.setAttribute("aria-pressed", String((button.dataset.lang === "zh") === document.documentElement.lang.startsWith("zh")));
  }
  main.replaceChildren(...(state.me ? room() : door()).filter(Boolean));
}

function door() {
  const field = make("input", { id: "code", value: state.code, autocomplete: "off", maxlength: "12" });
  return [
    make("h1", {}, say("demo.join.title")),
    make("label", { for: "code" }, say("demo.class.code")), field,
    make("button", {
      type: "button", class: "main", id: "join", onclick: () => {
        state.code = field.value.trim().toUpperCase();
        state.error = null;
        if (state.code && !socket) connect();
      },
    }, say("demo.join.go")),
    state.error && make("p", { role: "alert" }, named(state.error)),
  ];
}

function room() {
  const { question } = state;
  if (state.gone) return [make("p", { class: "hint", role: "status" }, say("demo.join.gone"))];
  if (!question) return [make("p", { class: "hint" }, say("demo.join.wait"))];
  return [
    make("h1", {}, named(question.text)),
    ...question.options.map((option, k) => make("button", {
      type: "button", "aria-pressed": String(question.yours === k), disabled: !question.open, "data-choice": k,
      onclick: () => {
        question.yours = k;
        socket?.send(JSON.stringify({ type: "guess", question: question.number, choice: k }));
        show();
        main.querySelector(`[data-choice="${k}"]`).focus();
      },
    }, named(option), question.counts ? ` · ${number(question.counts[k])}` : "")),
    make("p", { class: "hint" }, say(question.open ? (question.yours == null ? "demo.join.choose" : "demo.join.change") : "demo.join.closed")),
    state.error && make("p", { role: "alert" }, named(state.error)),
  ];
}

for (const button of document.querySelectorAll("[data-lang]")) {
  button.addEventListener("click", () => {
    speak(button.dataset.lang);
    show();
  });
}
speak(document.documentElement.lang.startsWith("en") ? "en" : "zh");
show();
if (state.code) connect();
