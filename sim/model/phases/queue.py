"""Who comes next: needs in a queue (a heap, the next one on top), by the place and the luck of their best pair."""

from __future__ import annotations

from ..compiled import leaf


@leaf
def _sooner(a, b, place, luck):
    if place[a] != place[b]:
        return place[a] > place[b]
    if luck[a] != luck[b]:
        return luck[a] > luck[b]
    return a < b


@leaf
def enter(queue, waiting, x, place, luck):
    """Put need ``x`` into the queue (a heap, the next one on top); return how many wait."""
    at = waiting
    while at > 0 and _sooner(x, queue[(at - 1) // 2], place, luck):
        queue[at] = queue[(at - 1) // 2]
        at = (at - 1) // 2
    queue[at] = x
    return waiting + 1


@leaf
def leave(queue, waiting, place, luck):
    """Take the next need off the queue; return how many wait."""
    sink(queue, waiting - 1, queue[waiting - 1], place, luck)
    return waiting - 1


@leaf
def sink(queue, waiting, x, place, luck):
    """Put need ``x`` in the top's stead and let it sink to its place."""
    at = 0
    while 2 * at + 1 < waiting:
        child = 2 * at + 1
        if child + 1 < waiting and _sooner(queue[child + 1], queue[child], place, luck):
            child += 1
        if not _sooner(queue[child], x, place, luck):
            break
        queue[at] = queue[child]
        at = child
    queue[at] = x
