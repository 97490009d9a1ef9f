"""The reporting clock: how often a project reports, which report, when the next is due.

Knows the rules of an edition as numbers it is given; refuses to guess where a cost or a date is unknown.
Source: Performance Management Framework 2023-2025 and 2025-2029, the sections on project reporting.
"""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Literal

from pmf import wording
from pmf.projects.register import FrequencyException, Project
from pmf.projects.schema import Frequency

Report = Literal["full", "simplified", "paused", "none required", "not known"]
MONTHS: dict[Frequency, int] = {
    "monthly": 1,
    "every two months": 2,
    "quarterly": 3,
    "every six months": 6,
    "yearly": 12,
}
UNDETERMINED = "frequency cannot be determined"
_DELIVERING = ("in delivery", "closing")


@dataclass(frozen=True)
class ReportingRules:
    """An edition's rules: a report a quarter up to a cost in pounds, every two months up to another, else monthly.

    `pre_delivery` is the report of a concept or business case, `pipeline` that of a project in the pipeline. With
    `only_more_often` an exception may not lower the frequency; with `approved_programmes_only` only what was approved
    as a programme may report as one.
    """

    quarterly_up_to: Decimal
    two_monthly_up_to: Decimal
    pre_delivery: Report
    pipeline: Report
    only_more_often: bool
    approved_programmes_only: bool


@dataclass(frozen=True)
class Clock:
    """What a project owes on a day, and the sentence that says why.

    `frequency` is None where none is asked for or it cannot be determined; `next_due` and `overdue` are None where
    that or the last report is unknown. `refused` says why the newest exception on record does not hold; the newest that
    does counts.
    """

    report: Report
    frequency: Frequency | None
    next_due: date | None
    overdue: bool | None
    reason: str
    refused: str = ""

    @property
    def owed(self) -> bool:
        """Whether a report is asked for at all."""
        return self.report in ("full", "simplified", "not known")

    @property
    def frequency_words(self) -> str:
        """How often, in words: a frequency, why there is none, or that it cannot be determined."""
        return self.frequency or (UNDETERMINED if self.owed else self.report)


def by_cost(cost: Decimal | None, rules: ReportingRules) -> Frequency | None:
    """How often a project of this expected delivery cost in pounds reports; None of an unknown cost."""
    if cost is None:
        return None
    if cost <= rules.quarterly_up_to:
        return "quarterly"
    return "every two months" if cost <= rules.two_monthly_up_to else "monthly"


def clock(project: Project, rules: ReportingRules, on: date, *, edition: str) -> Clock:
    """What the project owes on a day, by an edition's rules and the exceptions on record."""
    report = _report(project, rules)
    measure = by_cost(project.cost, rules) if report in ("full", "simplified", "not known") else None
    rule = None if report == "not known" else measure
    agreed = sorted((each for each in project.exceptions if each.agreed <= on), key=lambda each: each.agreed)
    refusals = [_refusal(each, report, measure, edition) if rules.only_more_often else "" for each in agreed]
    holding = [each for each, refusal in zip(agreed, refusals, strict=True) if not refusal]
    held = holding[-1] if holding and project.stage != "closed" else None
    refused = refusals[-1] if refusals else ""
    if held and report in ("none required", "paused"):
        report = "simplified"
    frequency = held.frequency if held else rule
    last = project.last_report
    due = after(last, MONTHS[frequency]) if frequency and last else None
    reason = _reason(project, report, frequency, held, rules, edition)
    return Clock(report, frequency, due, due < on if due else None, reason, refused)


def after(day: date, months: int) -> date:
    """The same day so many months later, the last of its month where there is no such day."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def _report(project: Project, rules: ReportingRules) -> Report:
    if project.stage is None:
        return "not known"
    if project.stage == "closed":
        return "none required"
    if project.stage == "pipeline":
        return rules.pipeline
    return "full" if project.stage in _DELIVERING else rules.pre_delivery


def _refusal(exception: FrequencyException, report: Report, rule: Frequency | None, edition: str) -> str:
    """Why an exception does not hold where the frequency may only be increased; empty where it does."""
    asked = exception.frequency
    opening = f"The exception of {wording.day(exception.agreed)} ({asked}) does not hold: under the {edition} edition"
    opening += " the Executive Director may only increase the frequency"
    if rule and MONTHS[asked] > MONTHS[rule]:
        return f"{opening}, and {asked} is less often than {rule}."
    if rule is None and report in ("full", "simplified", "not known") and asked != "monthly":
        return f"{opening}, and without a cost it cannot be shown that {asked} is more often."
    return ""


def _reason(
    project: Project,
    report: Report,
    frequency: Frequency | None,
    held: FrequencyException | None,
    rules: ReportingRules,
    edition: str,
) -> str:
    """The sentence behind a clock."""
    stage = f"Stage {project.stage or 'not known'}"
    rule = f"Rule: {edition} edition."
    if report in ("none required", "paused"):
        words = "no report is required" if report == "none required" else "reporting may pause"
        return f"{stage}: {words}. {rule}"
    last = "" if project.last_report else " No report is on record, so no date can be worked out."
    kind = "a report" if report == "not known" else f"a {report} report"
    if held:
        because = f"by exception of {wording.day(held.agreed)}, {held.agreed_by}: {held.reason}"
        return f"{stage}: {kind} {frequency}, {because}. {rule}{last}"
    if report == "not known":
        return f"{stage}: its {UNDETERMINED}. {rule}"
    if project.cost is None:
        return f"{stage}: {kind}, but its expected delivery cost is not known, so its {UNDETERMINED}. {rule}"
    cost = wording.pounds(project.cost)
    return f"{stage}, expected delivery cost {cost} ({_band(project.cost, rules)}): {kind} {frequency}. {rule}{last}"


def _band(cost: Decimal, rules: ReportingRules) -> str:
    low, high = (wording.pounds(limit) for limit in (rules.quarterly_up_to, rules.two_monthly_up_to))
    if cost <= rules.quarterly_up_to:
        return f"up to {low}"
    return f"over {low} up to {high}" if cost <= rules.two_monthly_up_to else f"over {high}"


def within_programme(project: Project, rules: ReportingRules, *, edition: str) -> str:
    """Whether the project may be reported with its programme, in a sentence; empty where it belongs to none."""
    if not project.programme:
        return ""
    if rules.approved_programmes_only and project.programme_approved is None:
        return (
            f"It reports by itself: {project.programme} is not on record as approved as a programme, which the"
            f" {edition} edition asks for."
        )
    return f"It may be reported within {project.programme}, with its own rating, dates and costs."
