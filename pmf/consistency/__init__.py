"""The sharp-eyed reader of a round before it is sealed: what does not add up, what is claimed and not so, what lacks.

Knows the order of the rules; refuses to know any of them, or where a round is stored.
"""

from pmf.consistency import claims, figures, people, projects
from pmf.consistency.draft import SEVERITIES, Draft, Finding, Rule, Severity, Told

RULES: tuple[Rule, ...] = (*figures.RULES, *claims.RULES, *projects.RULES, *people.RULES)

__all__ = ["RULES", "SEVERITIES", "Draft", "Finding", "Rule", "Severity", "Told", "check", "name_of"]


def check(draft: Draft) -> tuple[Finding, ...]:
    """Every finding of every rule, the gravest first, otherwise in the order of the rules and of the round."""
    found = [
        Finding(name_of(rule), subject, severity, message)
        for rule in RULES
        for severity, subject, message in rule(draft)
    ]
    return tuple(sorted(found, key=lambda finding: SEVERITIES.index(finding.severity)))


def name_of(rule: Rule) -> str:
    """The name a rule is known by: that of its function, with hyphens."""
    return rule.__name__.replace("_", "-")
