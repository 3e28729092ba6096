"""An outside program, run once: given bytes, it answers with bytes, or with one of our errors."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Mapping
from dataclasses import dataclass, field
from shutil import which

from converters.errors import ToolFailed, ToolMissing, ToolTimedOut

_SAID = 400  # characters of what a program says when it fails; the end tells most


@dataclass(frozen=True, slots=True)
class Program:
    """A program by its name, and the seconds that one run of it may take.

    It sees nothing of our environment but where programs are, UTF-8, and ``environment``.
    """

    name: str
    seconds: float
    environment: Mapping[str, str] = field(default_factory=dict)

    @property
    def is_installed(self) -> bool:
        return which(self.name) is not None

    @property
    def path(self) -> str:
        """Where the program is; raises ToolMissing where it is not."""
        path = which(self.name)
        if path is None:
            raise ToolMissing(self.name)
        return path

    @property
    def surroundings(self) -> Mapping[str, str]:
        """The environment that the program sees."""
        return {"LC_ALL": "C.UTF-8", "PATH": os.defpath, **self.environment}

    def run(self, *arguments: str, given: bytes = b"") -> bytes:
        """Return what the program writes when it is called with ``arguments`` and reads ``given``.

        Raises:
            ToolMissing, ToolFailed, ToolTimedOut: there is nothing to return.
        """
        path = self.path
        try:
            ended = subprocess.run(
                [path, *arguments],
                input=given,
                capture_output=True,
                timeout=self.seconds,
                check=False,
                env=self.surroundings,
            )
        except subprocess.TimeoutExpired as error:
            raise ToolTimedOut(self.name) from error
        except OSError as error:
            raise ToolFailed(f"{self.name}: {error}") from error
        if ended.returncode:
            raise ToolFailed(f"{self.name}: {ended.stderr.decode(errors='replace')[-_SAID:]}")
        return ended.stdout
