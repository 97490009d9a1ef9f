"""The road traffic bulk file: numbers in the notation of R, and the release without codes, which the API knows."""

import json
import re
from pathlib import Path

import pandas as pd
import pytest
from hostile import Publisher, ok
from made import all_landed, landed, reply, rewritten, serve, value

from connectors import dft_traffic
from connectors.base import PublisherError, completed
from connectors.landing import RawFolder

SOURCE, SERIES, FILE = "dft_traffic", "dft_traffic.vehicle_miles_m", "local_authority_traffic.csv"


def test_fetched_and_tidied_over_http(server: Publisher, folder: RawFolder) -> None:
    serve(server, SOURCE, {f"/dft-statistics/road-traffic/downloads/data-gov-uk/{FILE}": FILE})
    rows = completed(dft_traffic.SOURCE, dft_traffic.tidy(dft_traffic.fetch(folder)))
    assert set(rows["area_code"]) == {"E06000031", "E06000053", "E08000019", "E10000003"}
    assert set(rows["release"].dt.strftime("%Y-%m-%d")) == {"2026-08-03"}, "no date is stated: the day it was fetched"


@pytest.mark.parametrize(
    ("area", "expected"), [("E06000053", 0.9), ("E08000019", 907.0), ("E10000003", 3368.9), ("E06000031", 1234.567891)]
)
def test_millions_however_the_number_is_written(area: str, expected: float) -> None:
    assert value(dft_traffic.tidy(all_landed(SOURCE)), SERIES, area, "2023-01-01/P1Y") == expected


@pytest.mark.parametrize(
    ("change", "said"),
    [
        pytest.param(('"local_authority_id",', ""), "missing ['local_authority_id']", id="a column gone"),
        pytest.param(('"all_motor_vehicles"', '"all_vehicles"'), "new ['all_vehicles']", id="renamed"),
        pytest.param(('"all_motor_vehicles"', '"all_motor_vehicles","buses"'), "new ['buses']", id="added"),
        pytest.param(("9.07e+08", "many"), "'many'", id="no number"),
        pytest.param(('"E08000019"', '"E08000019 "'), "'E08000019 '", id="a code with a space"),
        pytest.param(('"E08000019"', '""'), "got ''", id="no code"),
        pytest.param(("E08000019", "E10000003"), "once", id="a key twice"),
        pytest.param(('"E10000001",2008', '"E10000001",2009'), "no figure after 2008", id="a county that ended"),
    ],
)
def test_another_shape_is_refused_by_name(tmp_path: Path, change: tuple[str, str], said: str) -> None:
    with pytest.raises(PublisherError) as refused:
        dft_traffic.tidy(rewritten(tmp_path, SOURCE, FILE, change))
    assert said in str(refused.value)


IDS = {1: "E06000053", 2: "E08000019", 3: "E10000003", 4: "E06000031", 5: "E10000001", 6: "W06000001"}
WITHOUT_CODES = re.sub(r',"(?:local_authority_code|[EW]\d{8})"', "", reply(SOURCE, FILE).decode()).encode()


def bulk_and_api(server: Publisher, authorities: object) -> None:
    """The release without codes, and the API's list of authorities."""
    server.on(f"/dft-statistics/road-traffic/downloads/data-gov-uk/{FILE}", ok(WITHOUT_CODES))
    server.on("/api/local-authorities", ok(json.dumps(authorities).encode()))


def test_the_release_without_codes_has_those_of_the_api(server: Publisher, folder: RawFolder) -> None:
    bulk_and_api(server, [{"id": n, "name": "x", "region_id": 1, "ita_id": None, "ons_code": IDS[n]} for n in IDS])
    rows = dft_traffic.tidy(dft_traffic.fetch(folder))
    pd.testing.assert_frame_equal(rows, dft_traffic.tidy(all_landed(SOURCE, None)))


@pytest.mark.parametrize(
    ("authorities", "said"),
    [
        *(
            ([{"id": n, "name": "x", "ons_code": IDS[n] if n != 2 else code} for n in IDS], "none for 2$")
            for code in (None, "", "n/a", "E0800019", "e08000019", "E08000019 ", 7, True, [], {})
        ),
        ([{"id": n, "ons_code": code} for n, code in [*IDS.items(), (2, "E07000008")]], "several for 2$"),
        ({"message": "Busy"}, "none for 1, 2, 3, 4, 5, 6$"),
        ([], "none for 1, 2, 3, 4, 5, 6$"),
    ],
)
def test_an_authority_without_code_is_refused(
    server: Publisher, folder: RawFolder, authorities: object, said: str
) -> None:
    bulk_and_api(server, authorities)
    with pytest.raises(PublisherError, match=said):
        dft_traffic.tidy(dft_traffic.fetch(folder))


def test_neither_codes_nor_a_list_is_refused(tmp_path: Path) -> None:
    (tmp_path / FILE).write_bytes(WITHOUT_CODES)
    with pytest.raises(PublisherError, match="got neither"):
        dft_traffic.tidy([landed(FILE, tmp_path / FILE)])


def test_a_byte_order_mark_and_latin_1_are_read(tmp_path: Path) -> None:
    (marked,) = rewritten(tmp_path, SOURCE, FILE, ('"local_authority_id"', '\ufeff"local_authority_id"'))
    assert len(dft_traffic.tidy([marked])) == 4
    marked.path.write_bytes(marked.path.read_bytes().removeprefix(b"\xef\xbb\xbf").replace(b"Anglesey", b"M\xf4n"))
    assert len(dft_traffic.tidy([marked])) == 4
