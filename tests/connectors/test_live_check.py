"""What the live check says, asked of a publisher on this machine: nothing of an answer as recorded, else by name."""

import re
from pathlib import Path

import contract
import pytest
from contract import Findings
from hostile import Publisher, ok
from replay import serve, spoil
from workbooks import xlsx

from connectors.discovery import connectors_by_source
from connectors.http import Http
from connectors.intake import Intake
from pmf import vintages

FOUND = connectors_by_source()


def checked(http: Http, root: Path, source: str) -> Findings:
    return contract.checked(Intake(FOUND[source], http, root, None, lambda *_: None), vintages.none())


@pytest.mark.parametrize("source", FOUND)
def test_a_publisher_that_answers_as_recorded_breaks_nothing(
    server: Publisher, http: Http, tmp_path: Path, source: str
) -> None:
    serve(server, FOUND[source])
    found = checked(http, tmp_path, source)
    assert found.wrong == []
    assert not [line for line in found.noted if "missing" in line or "added" in line]
    last = [line for line in found.noted if re.search(r"published to \d{4}-\d\d-\d\d, release \d{4}-", line)]
    assert len(last) == len(FOUND[source].SOURCE.series), "how far each series goes, and its vintage"


@pytest.mark.parametrize(
    ("source", "part", "change", "wrong", "noted"),
    [
        pytest.param(
            "dft_road_casualties",
            "casualty-last",
            (b"casualty_reference", b"casualty_number"),
            "casualty.csv: columns missing: casualty_reference",
            "casualty.csv: columns added: casualty_number",
            id="a column renamed that nobody needs",
        ),
        pytest.param(
            "desnz_emissions",
            "ghg-emissions-CSV",
            (b"LA GHG Sub-sector", b"LA GHG Subsector"),
            "emissions.csv: columns missing: LA GHG Sub-sector",
            "emissions.csv: columns added: LA GHG Subsector",
            id="a column renamed that is needed",
        ),
        pytest.param(
            "desnz_emissions",
            "ghg-emissions-CSV",
            (b"(kt CO2e)", b"(Mt CO2e)"),
            "emissions.csv: columns missing: Territorial emissions (kt CO2e)",
            "emissions.csv: columns added: Territorial emissions (Mt CO2e)",
            id="another unit in a header",
        ),
        pytest.param(
            "ons_gdhi",
            "metadata",
            (b"GBP per person", b"GBP million"),
            "gross-disposable-household-income-per-head.json: codes and units missing: unit GBP per person",
            "gross-disposable-household-income-per-head.json: codes and units added: unit GBP million",
            id="another unit in the metadata",
        ),
        pytest.param(
            "nomis_claimant_count",
            "NM_162_1.def",
            (b'"GENDER"', b'"SEX"'),
            "NM_162_1: expected the dimensions ['age', 'gender', 'measure'], got ['AGE', 'MEASURE', 'SEX']",
            "",
            id="a dimension of Nomis renamed",
        ),
    ],
)
def test_what_a_publisher_changed_is_said_by_name(
    server: Publisher,
    http: Http,
    tmp_path: Path,
    source: str,
    part: str,
    change: tuple[bytes, ...],
    wrong: str,
    noted: str,
) -> None:
    ((path, body),) = [(path, body) for path, body in serve(server, FOUND[source]) if part in path]
    assert change[0] in body
    spoil(server, path, ok(body.replace(*change)))
    found = checked(http, tmp_path, source)
    assert wrong in found.wrong
    assert not noted or noted in found.noted


def test_a_column_gone_and_a_column_more_are_told_apart(server: Publisher, http: Http, tmp_path: Path) -> None:
    replies = dict(serve(server, FOUND["dft_road_casualties"]))
    path = next(path for path in replies if "collision-last" in path)
    lines = [line.split(",") for line in replies[path].decode().splitlines()]
    place = lines[0].index("time")
    for line, more in zip(lines, ["weather_warning", *["0"] * len(lines)], strict=False):
        line[place : place + 1] = []
        line.append(more)
    spoil(server, path, ok("\n".join(map(",".join, lines)).encode()))
    found = checked(http, tmp_path, "dft_road_casualties")
    assert found.wrong == ["collision.csv: columns missing: time"]
    assert "collision.csv: columns added: weather_warning" in found.noted


def test_the_unit_and_the_header_of_a_workbook_are_named(server: Publisher, http: Http, tmp_path: Path) -> None:
    path = serve(server, FOUND["ons_gva"])[-1][0]
    title, header = ["Table 1: Gross value added", "", "", "Pounds thousand"], ["Region", "LA code", "LA name", "2023"]
    spoil(server, path, ok(xlsx({"Table 1": [title, header, ["East", "E06000031", "Peterborough", 6_643_500]]})))
    found = checked(http, tmp_path, "ons_gva")
    assert "gva.xlsx: columns of Table # missing: # [note #], ITL# Region" in found.wrong
    assert "gva.xlsx: columns of Table # added: Region" in found.noted
    assert "gva.xlsx: units of Table # missing: Pounds million" in found.wrong
    assert "gva.xlsx: units of Table # added: Pounds thousand" in found.noted
