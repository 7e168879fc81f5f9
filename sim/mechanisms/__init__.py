"""Mechanisms: each file says what its instruments are and what they do to levers."""

from .incentive import Incentive
from .institutions import Institutions
from .liaison import Liaison
from .mechanism import BLOCK_TYPES, LINE_TYPES, TYPES, Arrangement, Mechanism
from .mobilisation import Mobilisation
from .parameter import Plausible, Section, parameter, share
from .planning import Planning
from .supervision import Supervision
from .technology import Technology

__all__ = [
    "BLOCK_TYPES",
    "LINE_TYPES",
    "TYPES",
    "Arrangement",
    "Incentive",
    "Institutions",
    "Liaison",
    "Mechanism",
    "Mobilisation",
    "Planning",
    "Plausible",
    "Section",
    "Supervision",
    "Technology",
    "parameter",
    "share",
]
