"""Shards of one design put together: what comes of it is what one sweep over the whole would have left."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from heapq import merge
from itertools import groupby

from .kept import Failure, Kept
from .store import Store, WrittenStore


def merged(stores: Sequence[Store], whole: WrittenStore) -> None:
    """Fill a store with what others hold of the same design.

    Points come in order of their numbers, so that of several that are the same the first is the one that was run, as
    in a single sweep. What a shard has run that the whole need not, is left out. A point that two of them hold is the
    same in both, but that one may have failed.
    """
    failures: dict[int, list[Failure]] = {}
    for store in stores:
        for failure in store.failures():
            failures.setdefault(failure.point, []).append(failure)

    def finished(store: Store) -> Iterator[tuple[int, Kept, str, Store]]:
        yield from ((kept.number, kept, identity, store) for kept, identity in store.identified())

    rows = merge(*map(finished, stores), key=lambda row: row[0])
    for number, several in groupby(rows, key=lambda row: row[0]):
        _, kept, identity, store = min(several, key=lambda row: row[1].state == "failed")
        if whole.state(number) is not None:
            continue
        same = whole.same(identity) if identity else None
        if same is not None:
            whole.finish(replace(kept, state="same", same_as=same, replications=0, note=""), identity)
            continue
        _copy(store, number, whole)
        for failure in failures.get(number, ()) if kept.state == "failed" else ():
            whole.failed(failure)
        whole.finish(kept, identity)
    for store in stores:  # what was under way goes on in the whole
        for number in store.unfinished():
            if whole.state(number) is None:
                _copy(store, number, whole)
    whole.commit()


def _copy(store: Store, number: int, whole: WrittenStore) -> None:
    there = {replication for replication, _ in whole.replicates(number)}
    for replication, numbers in store.replicates(number):
        if replication not in there:
            whole.keep(number, replication, numbers)
