"""Rounds with one thing wrong, made by hand."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

from pmf import catalogue, editions, periods
from pmf.consistency.draft import Draft, Rule, Told
from pmf.figures import Report
from pmf.rounds.papers import Comment, Papers
from pmf.scorecard import Row, Scorecard, from_report

ON = date(2023, 9, 30)
GVA = "gross-value-added"  # higher is better, in millions of pounds
PLAIN = Told("bridge", "A bridge", "Green", "level", ("All is well.",))


def row(previous: str | None, current: str | None, indicator: str = GVA, period: str = "2022", **more: Any) -> Row:
    """A reported row, printed as the rule rates it unless `more` says otherwise; its columns are those of Report."""
    declared = replace(catalogue.get(indicator), **more.pop("declared", {}))
    figures = [None if value is None else Decimal(value) for value in (previous, current)]
    plain = Report("2023-09", True, periods.parse(period), *figures, "", "Green", None, None, "")
    target = more.pop("target", None)
    goal = None if target is None else Decimal(target)
    report = replace(plain, **more)
    return from_report(declared, report, goal, editions.get("2023"), ON)


def draft(*rows: Row, papers: Papers = Papers(), before: tuple[Row, ...] = (), **more: Any) -> Draft:  # noqa: B008
    """A round of these rows, and the one before it."""
    edition = editions.get(more.pop("edition", "2023"))
    card = Scorecard("E47000008", "Here", edition, "2023-09", None, rows)
    earlier = replace(card, round="2023-06", rows=before) if before else None
    return Draft("2023-09", ON, card, papers, more.pop("projects", ()), earlier)


def said(text: str, of: Row) -> Draft:
    """A round of one row with this commentary."""
    return draft(of, papers=Papers(comments=(Comment(of.indicator.id, text),)))


def told(**more: Any) -> Draft:
    """A round with one project."""
    return draft(projects=(replace(PLAIN, **more),))


def found(rule: Rule, of: Draft) -> list[tuple[str, str]]:
    """Subject and message of what a rule finds."""
    return [(subject, message) for _, subject, message in rule(of)]
