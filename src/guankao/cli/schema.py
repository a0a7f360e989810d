"""`guankao schema`: print the published JSON Schema of a kind of document."""

from __future__ import annotations

import json
from typing import Annotated

import typer

from guankao.documents import KINDS, UnknownKind, json_schema


def schema(
    kind: Annotated[str, typer.Argument(help=f"The kind of document: {', '.join(KINDS)}.")],
) -> None:
    """Print the JSON Schema (2020-12) of a kind of document."""
    try:
        described = json_schema(kind)
    except UnknownKind as error:
        typer.echo(f"guankao schema: {error}", err=True)
        raise typer.Exit(2) from None
    typer.echo(json.dumps(described, ensure_ascii=False, indent=2))
