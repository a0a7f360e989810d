"""Write requirements/*.txt: every dependency pinned with its hashes, no registry's address.

Run by `make lock`. hatchling stands in the web lock because the project itself is installed
from its folder without build isolation, so that an install asks the registry for nothing
that is not pinned here.
"""

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
REQUIREMENTS = ROOT / "requirements"
OPTIONS = [
    "--quiet",
    "--generate-hashes",
    "--allow-unsafe",
    "--strip-extras",
    "--no-header",
    "--no-emit-index-url",
    "--no-emit-find-links",
    "--no-emit-trusted-host",
    "--no-emit-options",
    "--no-annotate",
]


def compile_lock(name: str, *sources: str) -> None:
    """Resolve `sources` and write requirements/`name`."""
    subprocess.run(
        [
            sys.executable,
            "-m",
            "piptools",
            "compile",
            *OPTIONS,
            f"--output-file=requirements/{name}",
            *sources,
        ],
        cwd=ROOT,
        check=True,
        env={**os.environ, "PIP_FIND_LINKS": ""},
    )


if __name__ == "__main__":
    compile_lock("core.txt", "pyproject.toml", "requirements/build.in")
    compile_lock("web.txt", "--extra=web", "pyproject.toml", "requirements/build.in")
    compile_lock("development.txt", "requirements/development.in")
    compile_lock("benchmarks.txt", "requirements/benchmarks.in")
