// The marks on the canvas. What a thing is can be told from its shape; colour only repeats it.

export const NEED_STATES = ["hidden", "seen", "claimed", "served", "expired"];

// A block is a square, a line a bar, as their names say in Chinese.
export function organisation(pen, { x, y, size, kind, state, ink, paper }) {
  const [w, h] = kind === "block" ? [1.7 * size, 1.7 * size] : [1.0 * size, 2.5 * size];
  pen.beginPath();
  pen.rect(x - w / 2, y - h / 2, w, h);
  pen.fillStyle = state === "real" ? ink : paper;
  pen.fill();
  pen.lineWidth = (state === "away" ? 1 : 1.6) * Math.max(1, size / 11);
  pen.strokeStyle = ink;
  pen.stroke();
  if (state !== "formal") return; // for show: only half of it is there
  pen.beginPath();
  pen.moveTo(x - w / 2, y + h / 2);
  pen.lineTo(x + w / 2, y - h / 2);
  pen.stroke();
}

export function star(pen, x, y, size) {
  pen.beginPath();
  for (let k = 0; k < 10; k += 1) {
    const far = k % 2 ? size * 0.45 : size;
    const angle = -Math.PI / 2 + (k * Math.PI) / 5;
    pen.lineTo(x + far * Math.cos(angle), y + far * Math.sin(angle));
  }
  pen.closePath();
  pen.fill();
}

// Hidden: a dotted ring. Seen: a ring with a dot. Claimed: half full. Served: full, with a tick. Expired: a cross.
export function need(pen, { x, y, size, state, ink, accent, paper }) {
  pen.lineWidth = Math.max(1.1, size / 3.6);
  pen.strokeStyle = ink;
  if (state === "expired") {
    const d = 0.72 * size;
    pen.beginPath();
    pen.moveTo(x - d, y - d); pen.lineTo(x + d, y + d);
    pen.moveTo(x + d, y - d); pen.lineTo(x - d, y + d);
    pen.stroke();
    return;
  }
  pen.beginPath();
  pen.arc(x, y, size, 0, 2 * Math.PI);
  if (state === "served") {
    pen.fillStyle = accent;
    pen.fill();
    pen.strokeStyle = paper;
    pen.beginPath();
    pen.moveTo(x - 0.5 * size, y); pen.lineTo(x - 0.1 * size, y + 0.42 * size); pen.lineTo(x + 0.55 * size, y - 0.42 * size);
    pen.stroke();
    return;
  }
  pen.fillStyle = paper;
  pen.fill();
  if (state === "hidden") pen.setLineDash([1.2, Math.max(1.6, size / 2.2)]);
  pen.stroke();
  pen.setLineDash([]);
  pen.fillStyle = ink;
  pen.beginPath();
  if (state === "seen") pen.arc(x, y, 0.38 * size, 0, 2 * Math.PI);
  if (state === "claimed") pen.arc(x, y, size, 0, Math.PI);
  pen.fill();
}

// A frame around what was served in this world only.
export function frame(pen, x, y, size, colour) {
  pen.lineWidth = Math.max(1.6, size / 3);
  pen.strokeStyle = colour;
  const d = 1.6 * size;
  pen.strokeRect(x - d, y - d, 2 * d, 2 * d);
}

// Done twice: a second ring, beside the first.
export function twice(pen, x, y, size, colour) {
  pen.lineWidth = Math.max(1.4, size / 5);
  pen.strokeStyle = colour;
  pen.beginPath();
  pen.arc(x + 0.8 * size, y + 0.8 * size, size, 0, 2 * Math.PI);
  pen.stroke();
}

// What moves: days as a dot, a resource that is lent as a lozenge.
export function parcel(pen, x, y, size, lent) {
  pen.beginPath();
  if (lent) {
    pen.moveTo(x, y - 1.35 * size); pen.lineTo(x + 1.35 * size, y); pen.lineTo(x, y + 1.35 * size); pen.lineTo(x - 1.35 * size, y);
  } else pen.arc(x, y, size, 0, 2 * Math.PI);
  pen.fill();
}
