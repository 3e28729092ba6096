"""What a judge is: a name, whether it is on this machine, and what it finds wrong with a file."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from converters.document import Document


@dataclass(frozen=True, slots=True)
class Judge:
    """``problems`` returns what is wrong with the bytes of a file, nothing where it is good.

    A judge that is not ``is_quick`` takes seconds for each file, and sees fewer of them.
    """

    name: str
    problems: Callable[[bytes], tuple[str, ...]]
    is_there: Callable[[], bool] = lambda: True
    is_quick: bool = True


@dataclass(frozen=True, slots=True)
class Comparison:
    """``problems`` returns what the bytes of a file say otherwise than the document they were made of."""

    name: str
    problems: Callable[[Document, bytes], tuple[str, ...]]
