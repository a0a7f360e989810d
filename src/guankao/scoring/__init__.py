"""Scoring: achievement, milestones, composites, lights and grades, by schemes that are data."""

from guankao.scoring.achievement import Achievement, Problem, achievement_of, progress_of
from guankao.scoring.bands import Band, Bands, BandsOverlap
from guankao.scoring.composites import Part, WeightsDoNotSum, composite_of
from guankao.scoring.lights import Light
from guankao.scoring.milestones import StepsDoNotGrow, share_of_steps
from guankao.scoring.schemes import Scheme, UnknownScheme, read_scheme, scheme_for, schemes

__all__ = [
    "Achievement",
    "Band",
    "Bands",
    "BandsOverlap",
    "Light",
    "Part",
    "Problem",
    "Scheme",
    "StepsDoNotGrow",
    "UnknownScheme",
    "WeightsDoNotSum",
    "achievement_of",
    "composite_of",
    "progress_of",
    "read_scheme",
    "scheme_for",
    "schemes",
    "share_of_steps",
]
