"""The names the framework itself uses: perspectives, objectives, committees. Knows the names; refuses to know more."""

from typing import Literal

Perspective = Literal["State of the Region", "Internal Process", "Learning and Growth", "Financial"]
Objective = Literal[
    "Achieving Good Growth",
    "Ambitious Skills and Employment Opportunities",
    "Enabling Resilient Communities",
    "Improving Connectivity",
    "Achieving Best Value and High Performance",
]
Committee = Literal[
    "Business Board",
    "Skills and Employment Committee",
    "Environment and Sustainable Communities Committee",
    "Transport and Infrastructure Committee",
    "Growth Committee",
    "Skills Committee",
    "Transport Committee",
]
