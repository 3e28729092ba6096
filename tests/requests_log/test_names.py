"""What the rest of the project may import."""

from __future__ import annotations

import requests_log


def test_every_public_name_is_there_once_and_in_order() -> None:
    names = requests_log.__all__
    assert sorted(set(names)) == sorted(names)
    assert all(hasattr(requests_log, name) for name in names)
