"""The greatest total score of one lead organisation for each need: an upper bound, never a behaviour."""

from __future__ import annotations

import numpy as np

from ..compiled import compiled


@compiled
def greatest_assignment(score):
    """Return, for each row, the column it is given in an assignment of greatest total score, or -1.

    The Hungarian method with potentials (Kuhn 1955; Jonker & Volgenant 1987). Rows may stay without a column.

    Parameters
    ----------
    score : ndarray, shape (rows, columns)
        Scores; what is not above 0 is never assigned.
    """
    rows, columns = score.shape
    wide = columns + rows  # a column of one's own for staying alone
    potential_row, potential_column = np.zeros(rows + 1), np.zeros(wide + 1)
    owner, way = np.zeros(wide + 1, np.int64), np.zeros(wide + 1, np.int64)
    for row in range(1, rows + 1):
        owner[0], column = row, 0
        least, used = np.full(wide + 1, np.inf), np.zeros(wide + 1, np.bool_)
        while True:
            used[column] = True
            current, delta, following = owner[column], np.inf, 0
            for c in range(1, wide + 1):
                if used[c]:
                    continue
                gain = max(0.0, score[current - 1, c - 1]) if c <= columns else 0.0
                cost = -gain - potential_row[current] - potential_column[c]
                if cost < least[c]:
                    least[c], way[c] = cost, column
                if least[c] < delta:
                    delta, following = least[c], c
            for c in range(wide + 1):
                if used[c]:
                    potential_row[owner[c]] += delta
                    potential_column[c] -= delta
                else:
                    least[c] -= delta
            column = following
            if owner[column] == 0:
                break
        while column:
            owner[column] = owner[way[column]]
            column = way[column]
    given = np.full(rows, -1, np.int64)
    for c in range(1, columns + 1):
        if owner[c] and score[owner[c] - 1, c - 1] > 0.0:
            given[owner[c] - 1] = c - 1
    return given


@compiled
def assign(pairs, first, organisation, turn):
    """Write the lead pairs that together have the greatest score; needs without one come last."""
    needs, total = len(first) - 1, first[-1]
    column = np.full(len(organisation), -1, np.int32)
    columns = 0
    for index in range(total):
        if column[pairs[index].organisation] < 0:
            column[pairs[index].organisation] = columns
            columns += 1
    score = np.zeros((needs, columns))
    at = np.full((needs, columns), -1, np.int32)
    for x in range(needs):
        for index in range(first[x], first[x + 1]):
            c = column[pairs[index].organisation]
            at[x, c] = index
            if pairs[index].score > 0.0:  # among equals the luck of the pair decides
                score[x, c] = pairs[index].score + 1e-9 * pairs[index].tie
    given = greatest_assignment(score)
    for x in range(needs):
        if given[x] >= 0:
            turn[x].lead = at[x, given[x]]
        else:
            turn[x].place -= needs
