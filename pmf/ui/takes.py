"""What the address of each page may say, besides what all pages share.

Knows names of parameters; refuses to know what they mean and to read them.
"""

from collections.abc import Mapping

from pmf.ui import project_filters

_PROJECTS = (*project_filters.FIELDS, "district", *project_filters.ONLY, "colour")
PAGES: Mapping[str, tuple[str, ...]] = {
    "": ("rating", "perspective", "objective", "owner", "control", "reds_first", "reasons"),
    "indicator": ("id",),
    "region": ("theme", "neighbours", "sort", "only", "verdict", "freshness", "evidence", "map"),
    "benchmarking": ("view", "id", "among", "period", "base", "target", "by"),
    "projects": (*_PROJECTS, "page"),
    "project": ("id", *_PROJECTS),
    "report": ("view", "committee"),
    "methods": (),
    "edit": ("view", "subject", "cell"),
    "meeting": ("item",),
    "accessibility": (),
}
"""By the page's place in the address, empty for the first one."""
