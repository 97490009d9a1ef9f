"""A refreshed series must be able to stand beside the embedded one: what both declare has to agree."""

import tomllib
from pathlib import Path
from typing import Any

import pytest

from connectors.discovery import connectors_by_source
from connectors.http import Http
from connectors.intake import Intake

SNAPSHOT = Path(__file__).parents[2] / "data" / "snapshot"
FOUND = connectors_by_source()
EMBEDDED = {path.parent.name: tomllib.loads(path.read_text()) for path in sorted(SNAPSHOT.glob("*/source.toml"))}
NOT_REFRESHED = {
    "dfe_fe_skills.achievements_19plus_count",  # of a publication that ended in 2022
    "ons_aps_qualifications.nvq3_plus_16_64_pct",  # replaced by the series with RQF levels
}


def test_every_embedded_source_has_a_connector() -> None:
    assert set(EMBEDDED) <= set(FOUND)


def test_every_embedded_series_is_refreshed_or_has_a_reason_not_to_be() -> None:
    embedded = {f"{source}.{name}" for source, told in EMBEDDED.items() for name in told["series"]}
    declared = {series.id for connector in FOUND.values() for series in connector.SOURCE.series}
    assert embedded - declared == NOT_REFRESHED


@pytest.mark.parametrize("source", EMBEDDED)
def test_a_refreshed_release_stands_on_what_the_newest_embedded_one_does(source: str, http: Http) -> None:
    intake = Intake(FOUND[source], http, Path(), None, lambda *_: None)
    for series in intake.source.series:
        name = series.id.removeprefix(f"{source}.")
        embedded = [one for one in EMBEDDED[source]["releases"] if name in one["series"]]
        if embedded:
            newest = max(embedded, key=lambda one: one["date"])
            assert intake.definition(series.id, newest["date"]) == newest.get("definition", ""), series.id


@pytest.mark.parametrize("source", EMBEDDED)
def test_source_and_series_agree_with_what_is_embedded(source: str) -> None:
    told, declared = EMBEDDED[source], FOUND[source].SOURCE
    for name in ("publisher", "dataset", "dataset_id", "landing_page", "licence", "frequency"):
        assert getattr(declared, name) == told.get(name, "")
    for series in declared.series:
        embedded: dict[str, Any] | None = told["series"].get(series.id.removeprefix(f"{source}."))
        if embedded is not None:
            for name in ("title", "unit", "kind", "decimals", "polarity"):
                assert getattr(series, name) == embedded[name], f"{series.id} {name}"
