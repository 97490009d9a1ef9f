"""Explore Education Statistics: titles, short ids that change, filters that multiply, pages, years not yet over."""

import json
from datetime import date
from pathlib import Path

import pytest
from hostile import Publisher, ok, status
from made import all_landed, reply, rewritten, value
from made import status as status_of

from connectors import dfe_ees_api, dfe_ees_apprenticeships, dfe_ees_further_education
from connectors.base import PublisherError, completed
from connectors.landing import RawFolder

APPS, FE = "dfe_ees_apprenticeships", "dfe_ees_further_education"
BASE = "/statistics/v1"
ID, DATA_SET = "11111111-0000-4000-8000-000000000001", "22222222-0000-4000-8000-000000000002"
WANTED = dfe_ees_apprenticeships.DATA_SET
META, PAGE = "apprenticeships.meta.json", "apprenticeships.page001.json"
RELEASED = date(2026, 1, 29)


def serve(server: Publisher, **changed: bytes) -> None:
    """The recorded replies, some of them changed."""
    paths = {
        "publications1": f"{BASE}/publications",
        "data_sets1": f"{BASE}/publications/{ID}/data-sets",
        "meta": f"{BASE}/data-sets/{DATA_SET}/meta",
        "page001": f"{BASE}/data-sets/{DATA_SET}/query",
    }
    for name, path in paths.items():
        server.on(path, ok(changed.get(name, reply(APPS, f"apprenticeships.{name}.json"))))


def listing(**changes: str) -> bytes:
    """The list of data sets with pieces of text replaced."""
    text = reply(APPS, "apprenticeships.data_sets1.json").decode()
    for old, new in changes.items():
        assert old in text
        text = text.replace(old, new)
    return text.encode()


def test_found_by_title_fetched_and_tidied_over_http(server: Publisher, folder: RawFolder) -> None:
    serve(server)
    rows = completed(dfe_ees_apprenticeships.SOURCE, dfe_ees_apprenticeships.tidy(dfe_ees_api.fetch(folder, WANTED)))
    assert set(rows["area_code"]) == {"E92000001", "E12000006", "E06000031", "E07000008", "E08000019", "E47000008"}
    assert set(rows["release"].dt.strftime("%Y-%m-%d")) == {"2026-01-29"}


def test_the_question_names_one_option_of_every_filter_and_pins_the_version(
    server: Publisher, folder: RawFolder
) -> None:
    serve(server)
    dfe_ees_api.fetch(folder, WANTED)
    (asked,) = [request for request in server.asked if request.method == "POST"]
    assert asked.target.endswith("/query?dataSetVersion=2.1")
    assert json.loads(asked.body) == {
        "criteria": {
            "and": [
                {"filters": {"eq": "op1to"}},
                {"filters": {"eq": "op3to"}},
                {"geographicLevels": {"in": ["NAT", "REG", "LAD", "EDA"]}},
            ]
        },
        "indicators": ["in1st", "in3ac", "in4po"],
        "page": 1,
        "pageSize": 10_000,
    }


def halves() -> tuple[bytes, bytes]:
    """The recorded answer in two pages."""
    page = json.loads(reply(APPS, PAGE))
    results, paging = page["results"], {**page["paging"], "totalPages": 2}
    first = {**page, "paging": paging, "results": results[:10]}
    return json.dumps(first).encode(), json.dumps({**first, "results": results[10:]}).encode()


def test_every_page_is_asked_for(server: Publisher, folder: RawFolder) -> None:
    serve(server)
    server.on(f"{BASE}/data-sets/{DATA_SET}/query", *map(ok, halves()))
    rows = dfe_ees_api.tidy(dfe_ees_api.fetch(folder, WANTED), WANTED)
    assert rows.equals(dfe_ees_apprenticeships.tidy(all_landed(APPS, RELEASED)))
    assert [json.loads(one.body)["page"] for one in server.asked if one.method == "POST"] == [1, 2]


def test_a_page_that_repeats_the_first_is_refused(server: Publisher, folder: RawFolder) -> None:
    serve(server)
    server.on(f"{BASE}/data-sets/{DATA_SET}/query", ok(halves()[0]))
    with pytest.raises(PublisherError, match="every result, without a warning, got 20 of"):
        dfe_ees_api.tidy(dfe_ees_api.fetch(folder, WANTED), WANTED)


def test_a_year_that_was_not_over_when_the_version_came_out_is_left_out() -> None:
    early = dfe_ees_apprenticeships.tidy(all_landed(APPS, date(2025, 10, 9)))
    late = dfe_ees_apprenticeships.tidy(all_landed(APPS, date(2025, 11, 27)))
    assert set(early["period"]) == {"2023-08-01/P1Y"}
    assert set(late["period"]) == {"2023-08-01/P1Y", "2024-08-01/P1Y"}


def test_markers_are_no_numbers() -> None:
    rows = dfe_ees_apprenticeships.tidy(all_landed(APPS))
    assert value(rows, f"{APPS}.starts", "E07000008", "2023-08-01/P1Y") == 50
    assert status_of(rows, f"{APPS}.achievements", "E07000008", "2023-08-01/P1Y") == "c"
    withheld = rows[(rows["series"] == f"{APPS}.population") & (rows["area_code"] == "E08000019")]
    assert "2023-08-01/P1Y" not in set(withheld["period"]), "not applicable: no row"


def test_further_education_is_its_own_total_and_not_that_of_apprenticeships() -> None:
    rows = dfe_ees_further_education.tidy(all_landed(FE))
    assert value(rows, f"{FE}.participation", "E06000031", "2023-08-01/P1Y") == 120
    assert status_of(rows, f"{FE}.achievements", "E07000008", "2023-08-01/P1Y") == "c"


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        pytest.param({"Geography Region -": "Areas -"}, "one title that is Apprenticeships: .* got 0", id="renamed"),
        pytest.param({"Deprecated": "Published"}, "got 2 among", id="two of a title"),
        pytest.param({"Published": "Withdrawn"}, "got 0 among", id="withdrawn"),
        pytest.param({'"2.1"': '"next"'}, "a latest version with its number and day", id="no version"),
        pytest.param({'"totalPages": 1': '"pages": 1'}, "a page that says how many", id="no paging"),
        pytest.param({'"totalPages": 1': '"totalPages": 1000000'}, "at most 100 pages", id="no end of pages"),
        pytest.param({'"results"': '"items"'}, "a list of results", id="no results"),
    ],
)
def test_a_data_set_that_cannot_be_told_is_refused(
    server: Publisher, folder: RawFolder, changes: dict[str, str], said: str
) -> None:
    serve(server, data_sets1=listing(**changes))
    with pytest.raises(PublisherError, match=said):
        dfe_ees_api.fetch(folder, WANTED)


def test_problem_details_are_shown(server: Publisher, folder: RawFolder) -> None:
    serve(server)
    problem = b'{"title":"One or more validation errors occurred.","status":400}'
    server.on(f"{BASE}/data-sets/{DATA_SET}/query", status(400, problem, Content_Type="application/problem+json"))
    with pytest.raises(PublisherError, match=r"status 400: .*validation errors"):
        dfe_ees_api.fetch(folder, WANTED)


@pytest.mark.parametrize(
    ("name", "change", "said"),
    [
        pytest.param(META, ('"starts"', '"start_count"'), "no ['starts'] among", id="indicator renamed"),
        pytest.param(META, ('"code": "EDA"', '"code": "MCA"'), "no ['EDA'] among", id="level gone"),
        pytest.param(META, ('"label": "Total"', '"label": "All"'), "one option Total, got 0", id="no total"),
        pytest.param(META, ('"label": "Under 19"', '"label": "Total"'), "one option Total, got 2", id="two totals"),
        pytest.param(META, ('"options"', '"items"'), "metadata of filters", id="other metadata"),
        pytest.param(META, ('"op1to"', '"op9to"'), "results with the options", id="another option answered"),
        pytest.param(PAGE, ('"in1st"', '"in9st"'), "a result with place, period", id="indicator left out"),
        pytest.param(PAGE, ('"code": "AY"', '"code": "CY"'), "an academic year", id="calendar years"),
        pytest.param(PAGE, ('2023/2024"', '2023/2025"'), "an academic year", id="two years"),
        pytest.param(PAGE, ('"low"', '"~"'), "'~'", id="unknown marker"),
        pytest.param(PAGE, ('"warnings": []', '"warnings": [{"message": "x"}]'), "without a warning", id="warning"),
        pytest.param(PAGE, ('"ld1aa"', '"ld2bb"'), "once", id="a key twice"),
    ],
)
def test_another_shape_is_refused_by_name(tmp_path: Path, name: str, change: tuple[str, str], said: str) -> None:
    with pytest.raises(PublisherError) as refused:
        dfe_ees_apprenticeships.tidy(rewritten(tmp_path, APPS, name, change))
    assert said in str(refused.value)


def test_a_filter_that_was_named_must_be_there(tmp_path: Path) -> None:
    raw = rewritten(tmp_path, FE, "further_education.meta.json", ('"Level or type"', '"Level"'))
    with pytest.raises(PublisherError, match=r"once each, got not \['Level or type'\]"):
        dfe_ees_further_education.tidy(raw)
