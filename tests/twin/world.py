"""The world of a replicate: areas, organisations, watchers and needs; the same for every run."""

from __future__ import annotations

from sim.model.chance import SHUFFLE, draw, key_of

from .needs import make_needs
from .places import AREA_OFFICES, NOWHERE, RESIDENTIAL, make_areas, make_bodies


class World:
    """What a scenario, a seed and a replication make before anybody acts."""

    def __init__(self, scenario, seed, replication):
        self.scenario = scenario
        self.key = key_of(seed, replication)
        birth = key_of(seed, 0) if scenario.world == "fixed" else self.key
        self.areas, self.street_count = make_areas(scenario, birth)
        self.areas_of = [[a for a in self.areas if a.street == s] for s in range(self.street_count)]
        self.bodies = make_bodies(scenario, birth, self.areas, self.street_count)
        self.bodies_in = [[] for _ in range(self.street_count)]
        self.tied_to = [[] for _ in self.areas]  # residents and standing ties
        for body in self.bodies:
            self.bodies_in[body.street].append(body)
            for area in {body.residence, *body.tie_areas} - {NOWHERE}:
                self.tied_to[area].append(body)
        self.watchers = [self.watch_over(area) for area in self.areas]
        self.needs = make_needs(self)

    @property
    def organisations(self):
        return self.bodies

    def watch_over(self, area):
        """Able organisations that watch an area, in order of row."""
        rows = {
            b.row
            for b in self.bodies_in[area.street] + self.tied_to[area.index]
            if b.able
            and (
                b.area == area.index
                or b.residence == area.index
                or (b.type in AREA_OFFICES and b.street == area.street)
            )
        }
        return [self.bodies[row] for row in sorted(rows)]

    def candidates(self, area, paired, stretch, matching):
        """Who may serve an area: (organisation, distance) in list order; ``paired`` has an area a row."""
        candidates = []
        elsewhere = [b for b in self.tied_to[area.index] if b.street != area.street]
        for b in self.bodies_in[area.street] + elsewhere:  # one is paired within one's own street
            if not b.able:
                continue
            tied = area.index in (b.residence, paired[b.row], *b.tie_areas)
            distance = self.distance(b, area, stretch)
            if tied or distance <= matching.reach_km:
                candidates.append((distance, b.id, b))
        candidates.sort(key=lambda entry: entry[:2])
        chosen = []
        for kind in (0, 1):
            chosen += [(b, distance) for distance, _, b in candidates if b.kind == kind]
        return chosen

    def distance(self, body, area, stretch):
        """From an organisation to an area, in km (5.5)."""
        if body.residence == area.index or (body.type in AREA_OFFICES and body.street == area.street):
            return 0.0
        home = self.areas[body.area]
        return ((home.x - area.x) ** 2 + (home.y - area.y) ** 2) ** 0.5 * stretch

    def half_labels(self):
        """Labels of the random halves (5.7)."""
        labels = [b.kind for b in self.bodies]
        for s in range(self.street_count):
            able = [b for b in self.bodies_in[s] if b.able]
            blocks = sum(b.kind == 0 for b in able)
            able.sort(key=lambda b: (draw(self.key, SHUFFLE, 0, 0, 0, b.id)[0], b.id))
            for place, b in enumerate(able):
                labels[b.row] = int(place >= blocks)
        return labels

    def residential_rows(self):
        """The row of each area's first able residential-area organisation, or -1."""
        rows = [NOWHERE] * len(self.areas)
        for b in reversed(self.bodies):
            if b.type == RESIDENTIAL and b.able:
                rows[b.area] = b.row
        return rows


def make_world(scenario, seed, replication):
    return World(scenario, seed, replication)
