"""Writing the same document in several processes, to see that nothing but the document counts."""

from __future__ import annotations

import os
import subprocess
import sys


def outputs(module: str, function: str) -> set[bytes]:
    """Return the different outputs of a writer for the rich document, with two hash seeds and time zones."""
    program = (
        "import sys\n"
        "from converters.options import WriteOptions\n"
        f"from {module} import {function}\n"
        "from tests.converters.trees import rich\n"
        f"sys.stdout.buffer.write({function}(rich(), (), WriteOptions()))\n"
    )
    return {_output(program, seed, zone) for seed, zone in (("1", "UTC"), ("2", "Asia/Tokyo"))}


def _output(program: str, seed: str, zone: str) -> bytes:
    environment = os.environ | {"PYTHONHASHSEED": seed, "TZ": zone, "PYTHONPATH": os.pathsep.join(sys.path)}
    return subprocess.run(
        [sys.executable, "-c", program], env=environment, capture_output=True, check=True
    ).stdout
