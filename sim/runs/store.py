"""The store of a long piece of work: one SQLite file that one process writes and any number read.

A row is a point in one replication, so a point that was half done goes on where it was. What was committed survives a
kill at any moment; what was not is made again, and is the same.
"""

from __future__ import annotations

import json
import math
import sqlite3
import time
from array import array
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from .kept import Cause, Failure, Kept, State
from .ledger import Different

FILE = "sweep.sqlite"
LOCK = "sweep.lock"
FORMAT = 3
_OFTEN = 0.5  # seconds after which what has come in is committed
_FAILURE = "point, replication, error, command, cause, run_limit"
_TABLES = """
CREATE TABLE about (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE points (
  number INTEGER PRIMARY KEY, block INTEGER NOT NULL, identity TEXT NOT NULL, state TEXT NOT NULL,
  given TEXT NOT NULL, same_as INTEGER, replications INTEGER NOT NULL DEFAULT 0, note TEXT NOT NULL DEFAULT ''
);
CREATE INDEX identities ON points (identity);
CREATE TABLE replicates (
  point INTEGER NOT NULL, replication INTEGER NOT NULL, numbers BLOB NOT NULL, PRIMARY KEY (point, replication)
) WITHOUT ROWID;
CREATE TABLE failures (
  point INTEGER NOT NULL, replication INTEGER NOT NULL, error TEXT NOT NULL, command TEXT NOT NULL,
  cause TEXT NOT NULL, run_limit REAL, PRIMARY KEY (point, replication)
) WITHOUT ROWID;
CREATE TABLE totals (name TEXT PRIMARY KEY, count INTEGER NOT NULL) WITHOUT ROWID;
"""


class Occupied(Exception):  # noqa: N818 - as one says it
    """Another process is writing into the folder."""


class Newer(Exception):  # noqa: N818 - as one says it
    """The store was written by a later version, in a format that this one does not know."""


class Older(Exception):  # noqa: N818 - as one says it
    """The store was written by an earlier version, in a format that is no longer read."""


class Absent(Exception):  # noqa: N818 - as one says it
    """The folder has no store."""


class Broken(Exception):  # noqa: N818 - as one says it
    """The folder has a store, or what is called so, that cannot be read."""


class Full(OSError):  # noqa: N818 - as one says it
    """The disk took no more; what was committed before is kept."""


class Store:
    """A store that is read, of a folder that may be written meanwhile.

    Raises
    ------
    Absent
        Where there is none.
    Broken
        Where it was cut off, or is no store.
    Newer, Older
        Where it is of another format.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        if not (folder / FILE).is_file():
            raise Absent(str(folder / FILE))
        try:
            self._base = sqlite3.connect(folder / FILE, timeout=10.0, isolation_level=None, check_same_thread=False)
            with _closed_on_failure(self._base):
                self._base.execute("PRAGMA query_only = 1")
                if self._is_bare():
                    raise Absent(str(folder / FILE))
                self._about = self._checked()
        except (sqlite3.DatabaseError, ValueError, KeyError) as error:
            raise Broken(str(error)) from error

    def _is_bare(self) -> bool:
        """Return whether it has no tables yet: the disk was full, or the process killed, when it was begun."""
        return not self._base.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]

    def _checked(self) -> dict[str, Any]:
        about = {name: json.loads(value) for name, value in self._base.execute("SELECT name, value FROM about")}
        if about["format"] != FORMAT:
            raise (Newer if about["format"] > FORMAT else Older)(str(about["format"]))
        return about

    def sound(self) -> None:
        """Look through the whole file.

        Raises
        ------
        Broken
            Where it does not hang together.
        """
        try:
            (status,) = self._base.execute("PRAGMA quick_check(1)").fetchone()
        except sqlite3.DatabaseError as error:
            raise Broken(str(error)) from error
        if status != "ok":
            raise Broken(status)

    @property
    def design(self) -> Mapping[str, Any]:
        """All that its points depend on."""
        stated: Mapping[str, Any] = self._about["design"]
        return stated

    @property
    def asked(self) -> Mapping[str, Any]:
        """What was asked, in as much as it takes to ask it again."""
        stated: Mapping[str, Any] = self._about["asked"]
        return stated

    @property
    def columns(self) -> tuple[str, ...]:
        """The names of the numbers that are kept of a replicate."""
        return tuple(self._about["columns"])

    def totals(self) -> Counter[str]:
        """Return how many points there are of each state, and how many replicates; kept as rows, so at once."""
        return Counter(dict(self._base.execute("SELECT name, count FROM totals")))

    def finished(self) -> Sequence[int]:
        """Return the numbers of the points that are finished, ascending: a million take 8 MB."""
        return array("q", (number for (number,) in self._base.execute("SELECT number FROM points ORDER BY number")))

    def points(self) -> Iterator[Kept]:
        """Yield the points that are finished, in order."""
        for kept, _ in self.identified():
            yield kept

    def identified(self) -> Iterator[tuple[Kept, str]]:
        """Yield the points that are finished, in order, each with its identity."""
        rows = self._base.execute(
            "SELECT number, block, state, given, same_as, replications, note, identity FROM points ORDER BY number"
        )
        for number, block, state, values, same_as, replications, note, identity in rows:
            yield Kept(number, block, state, json.loads(values), same_as, replications, note), identity

    def replicates(self, point: int) -> list[tuple[int, tuple[float, ...]]]:
        """Return the replications of a point that are there, ascending, with their numbers."""
        rows = self._base.execute(
            "SELECT replication, numbers FROM replicates WHERE point = ? ORDER BY replication", (point,)
        )
        return [(replication, _numbers(blob)) for replication, blob in rows]

    def count_of_finished(self) -> int:
        """Return how many replicates the points have that are finished."""
        return int(self._base.execute("SELECT COUNT(*) FROM replicates JOIN points ON number = point").fetchone()[0])

    def unfinished(self) -> list[int]:
        """Return the points that have replicates and are not finished."""
        rows = self._base.execute("SELECT DISTINCT point FROM replicates EXCEPT SELECT number FROM points ORDER BY 1")
        return [number for (number,) in rows]

    def failures(self) -> list[Failure]:
        """Return the runs that failed, in order."""
        rows = self._base.execute(f"SELECT {_FAILURE} FROM failures ORDER BY 1, 2")
        return [Failure(*row) for row in rows]

    def causes(self) -> dict[Cause, tuple[int, float | None]]:
        """Return by cause how many points failed by it, and the highest limit that a run of them had."""
        rows = self._base.execute("SELECT cause, COUNT(DISTINCT point), MAX(run_limit) FROM failures GROUP BY cause")
        return {cause: (points, limit) for cause, points, limit in rows}

    def close(self) -> None:
        """Let the file go."""
        self._base.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()


class WrittenStore(Store):
    """A store that this process fills, and no other.

    Parameters
    ----------
    folder : pathlib.Path or None
        Made where there is none. None keeps everything in memory.
    design : mapping
        All that the points depend on, as JSON-able data.
    columns : sequence of str
        Names of the numbers of a replicate.
    asked : mapping
        What it takes to ask the same again.

    Attributes
    ----------
    session : Counter of str
        What has come in since it was opened, counted as in its totals.

    Raises
    ------
    Different
        Where the folder was begun with another design.
    Occupied
        Where another process writes into it.
    Broken
        Where what lies there is no store, or was cut off.
    Full
        Where the disk takes no more.
    """

    def __init__(
        self, folder: Path | None, design: Mapping[str, Any], columns: Sequence[str],
        asked: Mapping[str, Any] | None = None,
    ) -> None:  # fmt: skip
        self.folder = folder or Path()
        self._lock: sqlite3.Connection | None = None
        if folder is not None:
            folder.mkdir(parents=True, exist_ok=True)
            self._lock = _locked(folder / LOCK)
        self._since = time.monotonic()
        self._counts: Counter[str] = Counter()
        self.session: Counter[str] = Counter()
        self._is_closed = False
        self._asked = None if asked is None else json.loads(json.dumps(asked))
        try:
            file = ":memory:" if folder is None else folder / FILE
            self._base = sqlite3.connect(file, timeout=30.0, isolation_level=None, check_same_thread=False)
            with _closed_on_failure(self._base):
                self._begin(json.loads(json.dumps(design)), list(columns), asked or {})
        except BaseException as error:
            self._let_go()
            if isinstance(error, sqlite3.OperationalError):
                raise Full(*error.args) from error
            if isinstance(error, (sqlite3.DatabaseError, ValueError, KeyError)):
                raise Broken(str(error)) from error
            raise

    def _begin(self, design: dict[str, Any], columns: list[str], asked: Mapping[str, Any]) -> None:
        with suppress(sqlite3.OperationalError):  # a network drive: the ordinary journal is as safe, and slower
            self._base.execute("PRAGMA journal_mode = WAL")
        self._base.execute("PRAGMA synchronous = FULL")  # twice a second: it outlives a lost drive
        self._base.execute("BEGIN IMMEDIATE")
        if self._is_bare():
            for statement in filter(str.strip, _TABLES.split(";")):
                self._base.execute(statement)
            about = {"format": FORMAT, "design": design, "columns": columns, "asked": asked}
            self._base.executemany(
                "INSERT INTO about VALUES (?, ?)",
                [(name, json.dumps(value, ensure_ascii=False)) for name, value in about.items()],
            )
        self._base.execute("COMMIT")
        self._about = self._checked()
        if self._about["design"] != design:
            raise Different.between(design, self._about["design"])
        self._base.execute("BEGIN")

    def state(self, number: int) -> State | None:
        """Return how a point came out; None where it is not finished."""
        row = self._base.execute("SELECT state FROM points WHERE number = ?", (number,)).fetchone()
        return None if row is None else row[0]

    def same(self, identity: str) -> int | None:
        """Return the finished point of this identity, if there is one."""
        row = self._base.execute(
            "SELECT number FROM points WHERE identity = ? AND state <> 'same' ORDER BY number LIMIT 1", (identity,)
        ).fetchone()
        return None if row is None else int(row[0])

    def keep(self, point: int, replication: int, numbers: Sequence[float]) -> None:
        """Keep the numbers of a point in one replication."""
        row = (point, replication, array("d", numbers).tobytes())
        self._write("INSERT INTO replicates VALUES (?, ?, ?)", row, "replicates")

    def failed(self, failure: Failure) -> None:
        """Keep a run that failed."""
        row = (failure.point, failure.replication, failure.error, failure.command, failure.cause, failure.run_limit)
        self._write(f"INSERT OR REPLACE INTO failures ({_FAILURE}) VALUES (?, ?, ?, ?, ?, ?)", row)

    def go_on(self, run_limit: float | None) -> int:
        """Note what is asked now, and open points again that failed by the machine and not by the model.

        They are those of which a run took longer than it might, if there is no limit now or a higher one, and those of
        which a run killed its workers. What ran of them is kept. Return how many they are.

        Parameters
        ----------
        run_limit : float or None
            Seconds that a run may take now.
        """
        again = "cause = 'killed' OR cause = 'limit' AND run_limit < ?"
        limit = math.inf if run_limit is None else run_limit
        rows = self._base.execute(f"SELECT DISTINCT point FROM failures WHERE {again}", (limit,)).fetchall()
        try:
            self._base.executemany("DELETE FROM failures WHERE point = ?", rows)
            self._base.executemany("DELETE FROM points WHERE number = ?", rows)
            if self._asked is not None and self._asked != self._about["asked"]:
                kept = json.dumps(self._asked, ensure_ascii=False)
                self._base.execute("UPDATE about SET value = ? WHERE name = 'asked'", (kept,))
        except sqlite3.OperationalError as error:
            raise Full(*error.args) from error
        if rows:
            self._counts["failed"] -= len(rows)
        self.commit()
        return len(rows)

    def finish(self, kept: Kept, identity: str) -> None:
        """Keep that a point is finished, and how."""
        values = json.dumps(kept.values, ensure_ascii=False)
        row = (kept.number, kept.block, identity, kept.state, values, kept.same_as, kept.replications, kept.note)
        self._write("INSERT INTO points VALUES (?, ?, ?, ?, ?, ?, ?, ?)", row, kept.state)

    def commit(self) -> None:
        """Make sure of all that has come in."""
        try:
            self._base.executemany(
                "INSERT INTO totals VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET count = count + excluded.count",
                sorted(self._counts.items()),
            )
            self._base.execute("COMMIT")
            self._counts.clear()
            self._since = time.monotonic()
            self._base.execute("BEGIN")
        except sqlite3.OperationalError as error:
            raise Full(*error.args) from error

    def close(self) -> None:
        """Make sure of what has come in, if the disk takes it, and let the folder go."""
        if self._is_closed:
            return
        self._is_closed = True
        try:
            if self._base.in_transaction:
                with suppress(Full):
                    self.commit()
        finally:
            self._base.close()
            self._let_go()

    def _let_go(self) -> None:
        if self._lock is not None:
            self._lock.close()

    def _write(self, statement: str, row: tuple[Any, ...], counted: str = "") -> None:
        try:
            self._base.execute(statement, row)
        except sqlite3.OperationalError as error:
            raise Full(*error.args) from error
        if counted:  # before what may commit: a row and its count are in one transaction
            self._counts[counted] += 1
            self.session[counted] += 1
        if time.monotonic() - self._since > _OFTEN:
            self.commit()


@contextmanager
def _closed_on_failure(base: sqlite3.Connection) -> Iterator[None]:
    try:
        yield
    except BaseException:
        base.close()
        raise


def _locked(path: Path) -> sqlite3.Connection:
    """Hold a file as long as the process lives: the system lets it go however the process ends."""
    lock = sqlite3.connect(path, timeout=0.0, isolation_level=None)
    try:
        with _closed_on_failure(lock):
            lock.execute("BEGIN EXCLUSIVE")
    except sqlite3.OperationalError as error:
        if "locked" in str(error):
            raise Occupied(str(path)) from error
        raise Full(*error.args) from error
    return lock


def _numbers(blob: bytes) -> tuple[float, ...]:
    numbers = array("d")
    numbers.frombytes(blob)
    return tuple(numbers)
