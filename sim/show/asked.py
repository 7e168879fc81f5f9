"""What is asked, checked and ready: at once, part by part, or replicate by replicate. Nothing here names a question."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, ClassVar, Generic, TypeVar

if TYPE_CHECKING:
    from sim.runs.ledger import Ledger
    from sim.runs.points import Point
    from sim.runs.question import Question
    from sim.runs.store import Store, WrittenStore

Answer = TypeVar("Answer")
Part = TypeVar("Part")
Note = Callable[[str], str]


@dataclass(frozen=True, kw_only=True)
class Asked(ABC, Generic[Answer]):
    """What is asked, checked and ready.

    Attributes
    ----------
    faces : str
        The folder of the answer's faces in `sim.show`; that of the verb unless it says otherwise.
    notes : tuple of callable
        From a language to a sentence that a person should read first, or to none: what is no longer as a manifest says.
    """

    faces: ClassVar[str] = ""
    notes: tuple[Note, ...] = ()

    @property
    @abstractmethod
    def title(self) -> str:
        """What its folder is called where no name is given."""

    @property
    def run_limit(self) -> float | None:
        """Seconds that a run may take, if there is a limit."""
        return None

    @abstractmethod
    def question(self) -> Question[Answer]:
        """Return the question."""


@dataclass(frozen=True, kw_only=True)
class AskedAtLength(Asked[Answer]):
    """What takes long, and is kept while it goes on, in a folder in which it can be gone on with."""

    @property
    @abstractmethod
    def design(self) -> dict[str, Any]:
        """All that the numbers depend on, as JSON-able data, but for the program itself."""

    @property
    @abstractmethod
    def parts(self) -> int:
        """How many parts there are."""

    @property
    @abstractmethod
    def least(self) -> int:
        """How many replicates each part has at least."""


@dataclass(frozen=True, kw_only=True)
class AskedInParts(AskedAtLength[Answer], Generic[Answer, Part]):
    """What is kept part by part."""

    design_file: ClassVar[str]
    """File of the folder in which `design` stands."""

    @abstractmethod
    def by_part(
        self, ledger: Ledger | None = None, finished: Callable[[Part], None] | None = None
    ) -> Question[list[Part]]:
        """Return the question of all parts; what the ledger holds already is not run again.

        Parameters
        ----------
        ledger : Ledger, optional
            Where each part is kept as soon as it has its answer.
        finished : callable, optional
            Called with each part as soon as it has its answer.
        """

    @abstractmethod
    def answer(self, parts: Sequence[Part]) -> Answer:
        """Return the answer that parts make together."""

    def kept(self, ledger: Ledger, known: Mapping[int, Part]) -> dict[int, Part] | None:
        """Return the parts in a folder, by number; None where some parts alone make no answer.

        Parameters
        ----------
        known : mapping of int to part
            Those that need not be read again.
        """
        return None

    def question(self) -> Question[Answer]:
        """Return the question."""
        parts = yield from self.by_part()
        return self.answer(parts)


@dataclass(frozen=True, kw_only=True)
class AskedInStore(AskedAtLength[Answer]):
    """What is kept replicate by replicate, in a store; its parts are points."""

    @property
    def is_kept(self) -> bool:
        """Whether its command makes a folder where none is named."""
        return True

    @property
    @abstractmethod
    def columns(self) -> tuple[str, ...]:
        """Names of the numbers of a replicate."""

    @property
    @abstractmethod
    def again(self) -> dict[str, Any]:
        """What it takes to ask the same again, as JSON-able data."""

    @abstractmethod
    def into(self, store: WrittenStore, replay: Callable[[Point], str]) -> Question[None]:
        """Return the question of all points; what the store holds already is not run again.

        Parameters
        ----------
        store : WrittenStore
            Where every replicate is kept as soon as it is made.
        replay : callable
            From a point to what runs it alone.
        """

    @abstractmethod
    def known(self, store: Store) -> int:
        """Return how many points a store holds already."""

    @abstractmethod
    def answer(self, store: Store) -> Answer:
        """Return the answer that a store holds."""

    def question(self) -> Question[Answer]:
        """Return the question; everything is kept in memory."""
        from sim.runs.store import WrittenStore

        store = WrittenStore(None, self.design, self.columns, self.again)
        yield from self.into(store, lambda point: f"point={point.number + 1}")
        return self.answer(store)


@dataclass(frozen=True, kw_only=True)
class Planned(AskedAtLength[Answer]):
    """What can say beforehand how much it is: its command has ``--dry-run``."""

    @property
    @abstractmethod
    def runs(self) -> int:
        """How many runs all parts take at least."""

    @abstractmethod
    def trial(self, part: int, replications: int) -> Question[Any]:
        """Return the question of one part, for so many replicates."""
