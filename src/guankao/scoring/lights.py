"""Lights (燈號): always a shape and a word as well as a colour."""

from __future__ import annotations

from enum import StrEnum


class Light(StrEnum):
    """The four lights; white is for what is unknown, and is never red."""

    GREEN = "green"
    YELLOW = "yellow"
    RED = "red"
    WHITE = "white"

    @property
    def shape(self) -> str:
        """The shape that stands for the light on paper without colour.

        >>> [light.shape for light in Light]
        ['★', '▲', '●', '□']
        """
        return {"green": "★", "yellow": "▲", "red": "●", "white": "□"}[self.value]
