// Where everything stands on a canvas: areas where they are on the map, pushed apart so far that none covers another.

const ROUND = 40; // corners of a circle
const AWAY = 7; // px from an area to its street's outline
const USUAL = 600; // px that a canvas measures: where it measures more, marks and areas grow with it
const TURN = Math.PI * (3 - Math.sqrt(5)); // of a sunflower's seeds

// above: px that names of streets take.
export function lay(geometry, width, height, above) {
  const { areas, organisations, streets } = geometry;
  const members = areas.map(() => []);
  organisations.forEach((organisation, i) => members[organisation.area]?.push(i));
  const margin = 26;
  const head = Math.max(0, above - margin);
  const room = height - head;
  const scale = Math.max(1, Math.sqrt(width * room) / USUAL);
  const radius = Math.max(14, Math.min(78 * scale, 0.40 * Math.sqrt((width * room) / Math.max(1, areas.length))));
  const xs = areas.map((area) => area.x);
  const ys = areas.map((area) => area.y);
  const [left, right, low, high] = [Math.min(...xs), Math.max(...xs), Math.min(...ys), Math.max(...ys)];
  const put = (value, from, to, size) =>
    to > from ? margin + radius + ((value - from) / (to - from)) * (size - 2 * (margin + radius)) : size / 2;
  const mean = organisations.length / Math.max(1, areas.length);
  const place = areas.map((area, a) => ({
    x: put(area.x, left, right, width), y: put(-area.y, -high, -low, room), street: area.street,
    r: radius * Math.max(0.78, Math.min(1.4, Math.sqrt((members[a].length + 2) / (mean + 2)))),
  }));
  spread(place, width, room, margin);
  for (const one of place) one.y += head;
  const size = Math.max(2.2, Math.min(11 * scale, radius / 6.5));
  const where = organisations.map(() => null);
  members.forEach((rows, a) => {
    const { r } = place[a];
    const step = Math.min(2.9 * size, Math.max(0.4 * r, r - 3.1 * size) / Math.sqrt(Math.max(1, rows.length - 0.65))); // inside the ring of needs
    const own = Math.max(1.9, Math.min(size, 0.46 * step)); // small where many stand
    rows.forEach((row, k) => {
      const far = rows.length === 1 ? 0 : step * Math.sqrt(k + 0.35);
      where[row] = { x: place[a].x + far * Math.cos(k * TURN), y: place[a].y + far * Math.sin(k * TURN), size: own };
    });
  });
  where.forEach((spot, row) => {
    if (!spot) where[row] = { x: width / 2, y: height / 2, size };
  });
  return { width, height, areas: place, organisations: where, scale, size, hulls: streets.map((_, s) => hull(place, s)) };
}

// Push areas apart until none covers another: those of one street a little, those of two streets more.
function spread(place, width, height, margin) {
  for (let round = 0; round < 240; round += 1) {
    let moved = 0;
    for (let a = 0; a < place.length; a += 1) {
      for (let b = a + 1; b < place.length; b += 1) {
        const [p, q] = [place[a], place[b]];
        let [dx, dy] = [q.x - p.x, q.y - p.y];
        const apart = Math.hypot(dx, dy) || 0.01;
        const wanted = (p.r + q.r) * (p.street === q.street ? 1.04 : 1.2);
        if (apart >= wanted) continue;
        if (apart < 0.1) [dx, dy] = [Math.cos(a * TURN + b), Math.sin(a * TURN + b)].map((x) => x * apart);
        const push = (wanted - apart) / apart / 2;
        p.x -= dx * push; p.y -= dy * push; q.x += dx * push; q.y += dy * push;
        moved = Math.max(moved, wanted - apart);
      }
    }
    for (const one of place) {
      one.x = Math.min(width - margin - one.r, Math.max(margin + one.r, one.x));
      one.y = Math.min(height - margin / 2 - one.r, Math.max(margin + one.r, one.y));
    }
    if (moved < 0.5) return;
    if (round % 40 === 39) for (const one of place) one.r *= 0.94; // there is no room: smaller ones
  }
}

// The convex hull around the circles of a street's areas, a little away from them.
function hull(place, street) {
  const points = place.filter((one) => one.street === street).flatMap(({ x, y, r }) =>
    Array.from({ length: ROUND }, (_, k) => ({
      x: x + (r + AWAY) * Math.cos((2 * Math.PI * k) / ROUND), y: y + (r + AWAY) * Math.sin((2 * Math.PI * k) / ROUND),
    }))).sort((a, b) => a.x - b.x || a.y - b.y);
  const turn = (o, a, b) => (a.x - o.x) * (b.y - o.y) - (a.y - o.y) * (b.x - o.x);
  const half = (sorted) => {
    const side = [];
    for (const point of sorted) {
      while (side.length > 1 && turn(side.at(-2), side.at(-1), point) <= 0) side.pop();
      side.push(point);
    }
    return side.slice(0, -1);
  };
  return [...half(points), ...half([...points].reverse())];
}

// Where the k-th open need of an area is drawn: along its rim, ring after ring inwards.
export function seat(area, k, size) {
  const step = 2.7 * size;
  let ring = 0;
  let left = k;
  for (;;) {
    const radius = Math.max(size, area.r - 1.2 * size - ring * step);
    const room = Math.max(1, Math.floor((2 * Math.PI * radius) / step));
    if (left < room || radius <= size) {
      const angle = -Math.PI / 2 + (left / room) * 2 * Math.PI;
      return { x: area.x + radius * Math.cos(angle), y: area.y + radius * Math.sin(angle) };
    }
    left -= room;
    ring += 1;
  }
}
