"""Who may import whom. ARCHITECTURE.md draws the map; this keeps it."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
OURS = ("portal", "converters", "requests_log")
STARTS_PROCESSES = {"subprocess", "multiprocessing"}


def modules(folder: str) -> Iterator[Path]:
    return (path for path in sorted((ROOT / folder).rglob("*.py")) if "__pycache__" not in path.parts)


def imported(path: Path) -> set[str]:
    """Return the dotted names a module imports, wherever in the file it does."""
    names = set()
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: relative import"
            names |= {f"{node.module}.{alias.name}" for alias in node.names} | {str(node.module)}
    return names


def within(names: set[str], *packages: str) -> set[str]:
    return {name for name in names if any(name == p or name.startswith(f"{p}.") for p in packages)}


def every(folder: str) -> list[str]:
    return [str(path.relative_to(ROOT)) for path in modules(folder)]


@pytest.mark.parametrize("module", every("converters"))
def test_converters_knows_nobody_of_ours(module: str) -> None:
    assert not within(imported(ROOT / module), "portal", "requests_log")


@pytest.mark.parametrize("module", every("requests_log"))
def test_the_log_knows_nobody_of_ours(module: str) -> None:
    assert not within(imported(ROOT / module), "portal", "converters")


@pytest.mark.parametrize("module", every("portal"))
def test_the_portal_sees_the_libraries_through_their_front_doors_only(module: str) -> None:
    for node in ast.walk(ast.parse((ROOT / module).read_text())):
        name = node.module if isinstance(node, ast.ImportFrom) else None
        assert not within({name or ""}, "converters", "requests_log") or name in (
            "converters",
            "requests_log",
        )


@pytest.mark.parametrize("module", every("converters"))
def test_readers_fixes_writers_and_checks_never_meet(module: str) -> None:
    parts = ("readers", "fixes", "writers", "checks")
    mine = Path(module).parts[1]
    others = [f"converters.{part}" for part in parts if part != mine]
    if mine in parts:
        assert not within(imported(ROOT / module), *others)


@pytest.mark.parametrize("module", every("converters"))
def test_only_tools_and_the_command_line_start_processes(module: str) -> None:
    if Path(module).parts[1] not in ("tools", "__main__.py"):
        assert not within(imported(ROOT / module), *STARTS_PROCESSES)


@pytest.mark.parametrize("module", [*every("converters"), *every("requests_log")])
def test_the_libraries_have_no_clock_no_environment_and_no_network(module: str) -> None:
    source = (ROOT / module).read_text()
    assert "datetime.now(" not in source
    assert "time.time(" not in source
    assert "date.today(" not in source
    assert "os.environ" not in source
    assert not within(imported(ROOT / module), "socket", "urllib.request", "urllib3", "requests", "http")


@pytest.mark.parametrize("module", every("requests_log"))
def test_only_the_log_its_stores_and_the_schema_know_the_database_library(module: str) -> None:
    if Path(module).parts[1] not in (
        "log.py",
        "accounts.py",
        "contacts.py",
        "needs.py",
        "rows.py",
        "shelf.py",
        "schema.py",
        "migrations",
    ):
        assert not within(imported(ROOT / module), "sqlalchemy", "alembic")


@pytest.mark.parametrize("module", every("portal"))
def test_only_app_navigation_screens_and_parts_know_streamlit(module: str) -> None:
    if Path(module).parts[1] not in ("app.py", "navigation.py", "screens", "parts"):
        assert not within(imported(ROOT / module), "streamlit")


@pytest.mark.parametrize("module", every("portal"))
def test_only_the_clock_of_the_services_tells_the_time(module: str) -> None:
    if module != "portal/services/clock.py":
        source = (ROOT / module).read_text()
        assert "datetime.now(" not in source
        assert "date.today(" not in source


@pytest.mark.parametrize("module", every("portal"))
def test_only_the_settings_read_the_environment(module: str) -> None:
    if module not in ("portal/settings.py", "portal/system.py", "portal/steps/isolation.py"):
        assert "os.environ" not in (ROOT / module).read_text()
