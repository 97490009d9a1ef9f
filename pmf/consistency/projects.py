"""Rules on what a round tells of its projects: ratings, sums, milestones and outcomes.

Knows the texts and dates of projects; refuses to know how the register keeps them.
"""

import re
from collections.abc import Iterator
from decimal import Decimal

from pmf import wording
from pmf.consistency import sentences
from pmf.consistency.draft import Draft, Found

CATEGORIES = ("Red", "Amber", "Green")
FAR_BEHIND = Decimal("0.5")
_SHADE = re.compile(r"\b(?:Red|Amber|Green)(?:\s?[+−-](?!\w)|/(?:Red|Amber|Green)\b)")
_TOTAL = re.compile(
    r"\b(?:portfolio|total|programme|set) of (?P<total>[\d,]+) (?P<what>\w+)[^:;.]*:"
    r"|(?P<plain>[\d,]+) (?P<things>\w+): "
)
_COUNT = r"(?P<{}>\d[\d,]*(?:\.\d+)?)"
_EXCESS = re.compile(
    _COUNT.format("percent")
    + r"%\s*\(\s*[+−-]?"
    + _COUNT.format("by")
    + r"\s*\)\s*(?P<side>ahead of|over|above|below|behind|short of)\s+(?:the |its )?target\s*(?:of\s*)?\(?"
    + _COUNT.format("target")
)
_TRACK = re.compile(r"\b(?:on track|on target|to plan|on schedule)\b", re.IGNORECASE)
_WAY = re.compile(
    r"\b(?:in a (positive|negative) direction|(improving|worsening) (?:status|position))\b", re.IGNORECASE
)


def status_is_no_category(draft: Draft) -> Iterator[Found]:
    """A status between the categories, or none of them."""
    for project in draft.projects:
        if project.rating not in CATEGORIES:
            yield "error", project.id, f"{project.name}: {project.rating or 'nothing'} is no category."
        if shade := _SHADE.search(project.narrative):
            message = f"{project.name} is {project.rating} and its text says {shade[0]}, which is no category."
            yield "error", project.id, message


def parts_do_not_add_up(draft: Draft) -> Iterator[Found]:
    """A total followed by parts that give another sum."""
    for project in draft.projects:
        for total, what, parts in _sums(project.narrative):
            if sum(parts) != total:
                added = " + ".join(wording.number(part) for part in parts)
                message = (
                    f"{project.name}: the text says {wording.number(total)} {what}, its parts give"
                    f" {added} = {wording.number(sum(parts, Decimal(0)))}."
                )
                yield "error", project.id, message


def excess_does_not_give_target(draft: Draft) -> Iterator[Found]:
    """ "29.5% (+1,239) ahead of target (5,434)", where the excess is not that share of what is called the target."""
    for project in draft.projects:
        for found in _EXCESS.finditer(project.narrative):
            percent, by, called = (Decimal(found[name].replace(",", "")) for name in ("percent", "by", "target"))
            sign = 1 if found["side"] in ("ahead of", "over", "above") else -1
            if not _is_share(by, called, percent):
                message = (
                    f"{project.name}: {wording.number(by)} is not {percent}% of a target of {wording.number(called)}"
                )
                target = called - sign * by
                if target > 0 and _is_share(by, target, percent):
                    message += f"; it is of {wording.number(target)}, and {wording.number(called)} is what was reached"
                yield "error", project.id, f"{message}."


def promised_is_not_aimed_at(draft: Draft) -> Iterator[Found]:
    """Outcomes that promise another number than the target of the same thing."""
    for project in draft.projects:
        for unit in dict.fromkeys(result.unit for result in project.results):
            aims = [result.target for result in project.results if result.unit == unit and result.target is not None]
            for number in _promised(project.promised, unit):
                if aims and number not in aims:
                    among = " or ".join(wording.number(aim) for aim in aims)
                    message = (
                        f"{project.name}: the outcomes promise {wording.number(number)} {unit},"
                        f" the narrative works towards {among}."
                    )
                    yield "error", project.id, message


def outcome_far_behind(draft: Draft) -> Iterator[Found]:
    """An outcome that is to rise and has reached less than half of its target under an Amber or a Green; of what is to
    fall nobody says where it began."""
    for project in draft.projects:
        for result in project.results:
            if project.rating not in ("Amber", "Green") or not result.target or result.achieved is None:
                continue
            if result.direction != "up":
                continue
            if result.achieved < FAR_BEHIND * result.target:
                share = wording.percent(result.achieved, result.target, 0)
                message = (
                    f"{project.name} is {project.rating} with {wording.number(result.achieved)} of"
                    f" {wording.number(result.target)} {result.unit} ({share})."
                )
                yield "warning", project.id, message


def green_but_late(draft: Draft) -> Iterator[Found]:
    """A Green whose milestone has passed."""
    yield from _late(draft, ("Green",), "is Green but late")


def milestone_passed(draft: Draft) -> Iterator[Found]:
    """A milestone in the past on a project that is not Green."""
    yield from _late(draft, ("Amber", "Red"), "has a milestone in the past")


def on_track_but_late(draft: Draft) -> Iterator[Found]:
    """A text that says on track beside a milestone that has passed."""
    for project in draft.projects:
        said = _TRACK.search(project.narrative)
        if said and project.passed:
            when = wording.day(project.passed)
            yield "error", project.id, f"{project.name}: the text says “{said[0]}”, its milestone was due by {when}."


def travel_against_narrative(draft: Draft) -> Iterator[Found]:
    """An arrow that says another direction than the text."""
    for project in draft.projects:
        if found := _WAY.search(project.narrative):
            told = "improving" if (found[1] or found[2]).lower() in ("positive", "improving") else "worsening"
            if project.travel and project.travel != told:
                message = f"{project.name}: the text says “{found[0]}”, the direction of travel says {project.travel}."
                yield "warning", project.id, message


RULES = (
    status_is_no_category,
    parts_do_not_add_up,
    excess_does_not_give_target,
    promised_is_not_aimed_at,
    outcome_far_behind,
    green_but_late,
    milestone_passed,
    on_track_but_late,
    travel_against_narrative,
)


def _late(draft: Draft, ratings: tuple[str, ...], says: str) -> Iterator[Found]:
    for project in draft.projects:
        if project.rating in ratings and project.passed:
            message = f"{project.name} {says}: “{project.milestone}” was due by {wording.day(project.passed)}."
            yield "warning", project.id, message


def _sums(text: str) -> Iterator[tuple[Decimal, str, list[Decimal]]]:
    """Each total in a text with the parts listed after its colon, up to the end of the sentence."""
    for found in _TOTAL.finditer(text):
        total = Decimal((found["total"] or found["plain"]).replace(",", ""))
        rest = sentences.sentences(text[found.end() :])[:1]
        parts = [number.value for number in sentences.numbers(rest[0] if rest else "") if not number.percent]
        if len(parts) > 1:
            yield total, found["what"] or found["things"], parts


def _promised(text: str, unit: str) -> list[Decimal]:
    """Numbers that stand right before a unit, with at most one word between: `5,278 new jobs`."""
    found = re.findall(rf"(?<!level )(?<!phase )\b(\d[\d,]*)(?: \w+)? {re.escape(unit)}\b", text)
    return [Decimal(number.replace(",", "")) for number in found]


def _is_share(part: Decimal, whole: Decimal, percent: Decimal) -> bool:
    """Whether `part` is that percentage of `whole` at the decimals it is written with."""
    decimals = max(0, -int(percent.as_tuple().exponent))
    return bool(whole) and wording.rounded(part * 100 / whole, decimals) == percent
