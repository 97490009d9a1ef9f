"""Outcome figures against their targets. Knows the framework's rule against target; refuses to judge without both."""

from pmf import rating
from pmf.projects.register import Outcome
from pmf.rating import TargetBands, TargetRating


def rated(outcome: Outcome, bands: TargetBands, *, edition: str) -> TargetRating:
    """An outcome's rating against its target by an edition's bands, with the sentence that explains it."""
    return rating.against_target(
        outcome.achieved, outcome.target, outcome.direction, bands, edition=edition, unit=outcome.unit
    )
