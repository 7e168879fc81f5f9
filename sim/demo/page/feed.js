// Where the data come from: packed into this file, or a server that is asked for them month by month.

const listeners = new Map();

export function on(type, listener) {
  listeners.set(type, [...(listeners.get(type) ?? []), listener]);
}

function tell(type, message) {
  for (const listener of listeners.get(type) ?? []) listener(message);
}

// What is packed into the page, or null.
export async function packed() {
  const element = document.getElementById("data");
  if (!element || !element.textContent.trim()) return null;
  if (element.dataset.packed !== "gzip") return JSON.parse(element.textContent);
  const bytes = Uint8Array.from(atob(element.textContent), (sign) => sign.charCodeAt(0));
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"));
  return JSON.parse(await new Response(stream).text());
}

let socket = null;
let wait = 400; // ms until the next try

// Ask a server; when it is gone, say so and try again until it is back.
export function connect() {
  const query = location.search;
  socket = new WebSocket(`${location.protocol === "https:" ? "wss" : "ws"}://${location.host}/ws${query}`);
  socket.addEventListener("open", () => {
    wait = 400;
    tell("connected", {});
  });
  socket.addEventListener("message", (event) => {
    const message = JSON.parse(event.data);
    tell(message.type, message);
  });
  socket.addEventListener("close", () => {
    tell("gone", {});
    setTimeout(connect, wait);
    wait = Math.min(5000, 2 * wait);
  });
}

export function live() {
  return socket !== null;
}

export function send(message) {
  if (socket?.readyState === WebSocket.OPEN) socket.send(JSON.stringify(message));
}
