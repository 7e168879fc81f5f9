"""What the notebooks say of what comes out, each with the expression that holds it, in the names of the notebook.

A sentence stands here as it does in the notebook's English text, or a part of it. It is asked after everything has run,
solutions too.
"""

from __future__ import annotations

from typing import Final

STATEMENTS: Final[dict[str, dict[str, str]]] = {
    "first_verdict": {
        "In `even` nothing runs between lines and blocks, and 1+1 is exactly 2.": (
            "abs(others['even'].synergy.estimate - 1) < 1e-12"
        ),
        "In `below` being together means nothing but more meetings, and 1+1 falls short of 2.": (
            "others['below'].synergy.below(1)"
        ),
        "The higher the share, the higher 1+1.": (
            "sorted(s := [p.answer['synergy']['estimate'] for p in swept.points]) == s"
        ),
        "even at 0 it lies above 2": "swept.points[0].answer['synergy']['low'] > 1",
    },
    "what_one_plus_one_means": {
        "What the channels bring one by one does not add up to what they bring together": (
            "abs(sum(value(together({**closed, c: 1.0})) - value(together(closed)) for c in CHANNELS)"
            " - by_hand['joint'] + value(together(closed))) > 1"
        ),
        "Replicate 0 is the very district done by hand above, and its numbers should be the same.": (
            "all(found.replicates[f'{camp}_gross'][0] == worth for camp, worth in by_hand.items())"
        ),
        "S is still above 1, but K no longer is, it even falls a little short": (
            "alone_will_do.synergy.above(1) and alone_will_do.quantities['complementarity'].below(1)"
        ),
        "it would help any two halves": "alone_will_do.quantities['random_halves'].above(1)",
    },
    "five_mechanisms": {
        "Mobilisation comes first however one asks.": (
            "max(ALL, key=lambda m: loss[m].mean()) == max(ALL, key=lambda m: alone[m].mean()) == 'mobilisation'"
        ),
        "taken out it costs as much as supervision or incentive": (
            "all(0.8 < loss['planning'].mean() / loss[m].mean() < 1.25 for m in ('supervision', 'incentive'))"
        ),
        "by itself it brings next to nothing": "alone['planning'].mean() < 0.1 * loss['planning'].mean()",
        "mobilisation, supervision, incentive; they gain more alone than is lost without them": (
            "all(alone[m].mean() > loss[m].mean() for m in ('mobilisation', 'supervision', 'incentive'))"
        ),
        "planning, liaison; more is lost without them than they gain alone": (
            "all(alone[m].mean() < loss[m].mean() for m in ('planning', 'liaison'))"
        ),
        "Without mobilisation value falls by three tenths and 1+1 hardly moves": (
            "0.27 < loss['mobilisation'].mean() / value(ALL).mean() < 0.33"
            " and abs(2 * compared.measures['synergy'].differences[0].estimate) < 0.1"
        ),
        "without planning value falls and **1+1 rises**": (
            "compared.measures['value'].differences[1].below(0)"
            " and compared.measures['synergy'].differences[1].above(0)"
        ),
        "1+1 is exactly 2 whichever is out": (
            "all(abs(one.estimate - 1) < 1e-12 for one in even.measures['synergy'].values)"
        ),
        "Among the three that bring hands it is positive": "min(together[b, a] for b in (1, 2) for a in range(b)) > 0",
        "Planning and liaison are positive as well.": "together[4, 3] > 0",
        "Between the sorts it is negative": "max(together[b, a] for b in (3, 4) for a in range(3)) < 0",
    },
    "two_way_claiming": {
        "Two-way claiming has no blocking pair, the best assignment has some": (
            "not blocking(two_way()) and blocking(best_assignment())"
        ),
        "what lies between them is the price of doing without orders, and it is small": "90 < percent < 100",
        "thirteen streets, over four hundred organisations": "len(District('default').agents) > 400",
        "In value and in needs completed two-way claiming is highest": (
            "all(d.below(0) for m in ('value', 'completed') for d in district.measures[m].differences)"
        ),
        "Appointment completes the least and piles up resentment": (
            "min(range(5), key=lambda k: district.measures['completed'].values[k].estimate) == 3"
            " == max(range(5), key=lambda k: district.measures['resentment'].values[k].estimate)"
        ),
        "the estimate of 1+1 is in none of them lower than in two-way claiming (most intervals hold 0": (
            "all(d.estimate >= 0 for d in district.measures['synergy'].differences[:3])"
            " and sum(d.above(0) for d in district.measures['synergy'].differences[:3]) < 2"
        ),
        "which for large n comes to 1/e, 37 in a hundred": "abs(by_lot[-1] - 0.37) < 0.01",
    },
    "free_riding": {
        "With one free rider in ten next to nothing is left after thirty months.": (
            "declines[0.9][-1] < 0.05 and all(abs(g[-1] - 0.5 * f**30) < 1e-9 for f, g in declines.items())"
        ),
        "At a small dose even both are not enough: D = 0. At a middle one it takes both: D = +1.": (
            "[one.count(d) for d in (0, 1, -1)] == [6, 6, 2] and one == [0] * 6 + [1] * 6 + [-1] * 2"
        ),
        "In the willing one D lies below 0 from half strength on, the lower the larger the dose": (
            "(w := next(iter(streets.values()))) and all(m + h < 0 for m, h in w[1:]) and sorted(w, reverse=True) == w"
        ),
        "(at a quarter it is not told apart from 0)": "(w := next(iter(streets.values()))) and abs(w[0][0]) < w[0][1]",
        "In the reluctant one D lies above 0 from half strength on, the higher the larger the dose": (
            "(r := list(streets.values())[1]) and all(m - h > 0 for m, h in r[1:]) and sorted(r) == r"
        ),
        "Without supervision value and participation fall": (
            "all(compared.measures[m].differences[0].below(0) for m in ('value', 'participation'))"
        ),
        "as well, by more than half": (
            "-compared.measures['formal_effort'].differences[0].estimate"
            " > 0.5 * compared.measures['formal_effort'].values[0].estimate"
        ),
        "Fewer needs are completed": "compared.measures['completed'].differences[0].below(0)",
    },
    "thresholds_and_cascades": {
        "The means differ by a hundredth of an organisation, the ends by ninety-nine.": (
            "by_hand(one_of_each)[-1] == 100 and by_hand(one_changed)[-1] == 1"
        ),
        "Whoever starts below the broken line ends low, whoever starts above it ends high.": (
            "all((path[-1] > watershed) is (start > watershed) for start, path in paths.items())"
        ),
        "After three months it is gone as soon as it stops. After nine it stays. After six": (
            "[sum(run[-1] > watershed for run in campaigns[m]) for m in (3, 9)] == [0, 8]"
            " and 0 < sum(run[-1] > watershed for run in campaigns[6]) < 8"
        ),
        "from wherever one starts one gets to the same place": (
            "above.participation.sharpness * above.participation.peers < 2"
            " and max(ends_above.values()) - min(ends_above.values()) < 0.02"
        ),
        "Between 12 and 13 it jumps from three to a hundred.": "[ends[7], ends[8]] == [3, 100]",
    },
    "sweep_and_map": {
        "same luck": "other_luck > 3 * same_luck",
        "1+1 is high in the middle and low at both ends.": (
            "all(scales.index(top) in (1, 2, 3) for top in tops)"
        ),
        "With few needs blocks alone get more than half of them done": (
            "(few := sim.run('above', set={'needs.two_sided': 0.0, 'needs.scale': 0.25}, replications=4).measures)"
            " and few['completed']['block'].estimate > 0.5 * few['arisen']['block'].estimate"
        ),
        "**Moving one number at a time never brings it below 2**": (
            "all(point.answer['verdict'] == 'above' for points in moved.values() for point in points)"
        ),
        "Below lies in the corner: few needs, and few that take both": "corner.points[0].answer['verdict'] == 'below'",
        "Cells near the dividing line are mostly hatched": (
            "all(p.answer['verdict'] == 'not distinguishable' for p in swept.points"
            " if abs(2 * p.answer['synergy']['estimate'] - 2) < 0.03)"
        ),
        "Here the estimate crosses 2": "len(crossed) == 1",
        "The estimates of K lie above 1 all along": "min(k) > 1",
        "joined they achieve more than side by side": (
            "min(point.answer['collaboration']['low'] for point in row.points) > 1"
        ),
    },
    "own_district": {
        "The estimate is largest for the street committee that convenes, above the line": (
            "most == members[0] and losses[most].mean() / everybody.mean() > hours[most] / sum(hours.values())"
        ),
        "from the second, the institute of technology, it is not told apart, from all others it is": (
            "alike == [members[9]]"
        ),
        "Nearly all others lie below the line, that with the most hours as well": (
            "sum(losses[m].mean() / everybody.mean() > hours[m] / sum(hours.values()) for m in members[1:]) <= 2"
            " and (top := max(members, key=lambda m: hours[m])) != most"
            " and losses[top].mean() / everybody.mean() < hours[top] / sum(hours.values())"
        ),
        "the weights add up to less than all": "together < 1",
        "those of the last ones reach down to 0": (
            "sum(losses[m].mean() < 2.36 * losses[m].std(ddof=1) / 8**0.5 for m in members) >= 2"
        ),
        "Just one of them is shown to help: mobilisation.": (
            "[d.above(0) or d.below(0) for d in differences] == [False, False, True, False, False]"
        ),
        "most needs are seen and listed already": (
            "verdict.measures['listed']['joint'].estimate > 0.9 * verdict.measures['arisen']['joint'].estimate"
            " and verdict.measures['completed']['joint'].estimate < 0.8 * verdict.measures['listed']['joint'].estimate"
        ),
    },
}  # fmt: skip
