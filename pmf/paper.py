"""A chart as a file that can stand alone: title, source and licence inside the picture.

Knows how a specification becomes SVG or PNG, with no network; refuses to know what it shows.
"""

from collections.abc import Sequence
from textwrap import wrap
from typing import Any

from pmf.charts import Spec

WIDTH = 900
_LETTERS = 130  # of the small print that fit into one line
_INK = "#4A4A4A"


def framed(spec: Spec, title: str, subtitle: str, source: str, notes: Sequence[str] = ()) -> Spec:
    """The chart on white with the finding above it and, beneath, what to know beside it and where it comes from."""
    inside = {name: value for name, value in spec.items() if name not in ("config", "datasets", "padding")}
    heading: dict[str, Any] = {"text": wrap(title, 96), "subtitle": wrap(subtitle, _LETTERS), "fontSize": 17}
    beneath = [line for text in (*notes, source) for line in wrap(text, _LETTERS + 28)]
    small: dict[str, Any] = {"text": beneath, "orient": "bottom", "fontSize": 11, "color": _INK}
    left = {"anchor": "start", "offset": 16}
    return {
        "$schema": "https://vega.github.io/schema/vega-lite/v5.json",
        "description": f"{title}. {source}",
        "title": {**heading, **left, "subtitleFontSize": 13, "subtitleColor": _INK},
        "padding": 20,
        "config": {**spec.get("config", {}), "background": "#FFFFFF"},
        "datasets": spec.get("datasets", {}),
        "vconcat": [{"vconcat": [{**inside, "width": WIDTH}], "title": {**small, **left, "fontWeight": "normal"}}],
    }


def svg(spec: Spec) -> str:
    """A framed chart as SVG."""
    from vl_convert import vegalite_to_svg  # here, as only a download needs it

    drawn: str = vegalite_to_svg(spec, allowed_base_urls=[])
    return drawn


def png(spec: Spec) -> bytes:
    """A framed chart as PNG at twice the size of a screen."""
    from vl_convert import vegalite_to_png

    drawn: bytes = vegalite_to_png(spec, scale=2, allowed_base_urls=[])
    return drawn
