"""The script that draws charts: made from the installed vl-convert-python, never fetched."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

SCRIPT = "vega/vega-embed.js"
"""Its place among the static files."""

_SNIPPET = "window.vegaEmbed = vegaEmbed;"


def write_vega_script(directory: Path) -> Path:
    """Write the script below a directory of static files and return its path.

    It is written beside and then moved, so that a start that is cut off leaves no half of it.
    """
    import vl_convert

    path = directory / SCRIPT
    path.parent.mkdir(parents=True, exist_ok=True)
    bundle = vl_convert.javascript_bundle(_SNIPPET)
    descriptor, name = tempfile.mkstemp(dir=path.parent, suffix=".js.part")
    with os.fdopen(descriptor, "w", encoding="utf-8") as file:
        file.write(bundle)
    Path(name).chmod(0o644)
    return Path(name).replace(path)
