"""The demonstration on the database of its environment, which `guankao demo` never takes.

A program of its own:

    DATABASE_URL=postgresql://… python demonstrate.py <port> <directory>
"""

from __future__ import annotations

import sys
from pathlib import Path

from guankao.web.commands.serving import demonstrate

if __name__ == "__main__":
    demonstrate(port=int(sys.argv[1]), directory=Path(sys.argv[2]))
