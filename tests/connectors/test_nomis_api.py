"""Nomis: answers cut off in silence, errors that come as success, flags, area types, a key nobody sees."""

import logging
from pathlib import Path

import pytest
from hostile import Publisher, Reply, cut, ok, status
from made import all_landed, landed, reply, rewritten

from connectors import nomis_api, nomis_jobs_density
from connectors.base import PublisherError
from connectors.landing import RawFolder

DATA = "/api/v01/dataset/NM_57_1"
JOBS = "nomis_jobs_density"
PAGE = "jobs_density.page000.csv"
HEADER = "DATE_CODE,GEOGRAPHY_CODE,ITEM,MEASURES,OBS_VALUE,OBS_STATUS,RECORD_OFFSET,RECORD_COUNT\n"
QUERY = nomis_jobs_density.QUERY


def about(server: Publisher) -> None:
    server.on(f"{DATA}.def.sdmx.json", ok(reply(JOBS, "jobs_density.dataset.json")))
    server.on(f"{DATA}/geography/TYPE.def.sdmx.json", ok(reply(JOBS, "jobs_density.types.json")))


def pages(server: Publisher, *replies: Reply) -> None:
    about(server)
    server.on(f"{DATA}.data.csv", *replies)


def made_page(offset: int, count: int, total: int) -> bytes:
    lines = (f"{2000 + n},E07000008,1,20100,{n},A,{n},{total}\n" for n in range(offset, offset + count))
    return (HEADER + "".join(lines)).encode()


def test_sixty_thousand_rows_come_in_three_pages(server: Publisher, folder: RawFolder) -> None:
    pages(server, *(ok(made_page(start, min(25_000, 60_000 - start), 60_000)) for start in (0, 25_000, 50_000)))
    raw = nomis_api.fetch(folder, QUERY)
    asked = [request.target for request in server.asked if "data.csv" in request.target]
    assert [target.rsplit("recordoffset=")[1] for target in asked] == ["0", "25000", "50000"]
    assert len(nomis_api.rows(raw, QUERY, str)) == 60_000


def test_an_answer_cut_off_at_the_limit_is_refused(tmp_path: Path) -> None:
    (tmp_path / PAGE).write_bytes(made_page(0, 25_000, 60_000))
    with pytest.raises(PublisherError, match=r"as RECORD_COUNT says \(60000\), got 25000 rows"):
        nomis_api.rows([landed(PAGE, tmp_path / PAGE)], QUERY, str)


def test_a_page_served_twice_is_refused(tmp_path: Path) -> None:
    second = "jobs_density.page001.csv"
    for name in (PAGE, second):
        (tmp_path / name).write_bytes(made_page(0, 25_000, 50_000))
    with pytest.raises(PublisherError, match="50000 rows, 25000 of them different"):
        nomis_api.rows([landed(name, tmp_path / name) for name in (PAGE, second)], QUERY, str)


def test_pages_of_two_releases_are_refused(tmp_path: Path) -> None:
    second = "jobs_density.page001.csv"
    for name in (PAGE, second):
        (tmp_path / name).write_bytes(made_page(0, 1, 2))
    mixed = [landed(PAGE, tmp_path / PAGE), landed(second, tmp_path / second, None)]
    with pytest.raises(PublisherError, match="pages of one release"):
        nomis_api.rows(mixed, QUERY, str)


@pytest.mark.parametrize(
    "answer",
    [
        pytest.param(ok(b'{"error":"Cannot create query"}'), id="an error with status 200"),
        pytest.param(ok(b'{"error":"Query is incomplete"}'), id="another"),
        pytest.param(ok(b""), id="an empty body"),
        pytest.param(ok(HEADER.encode()), id="a header and no rows"),
        pytest.param(ok(b"<!DOCTYPE html><html><body>Busy</body></html>"), id="a web page"),
        pytest.param(ok(b"DATE_CODE,OBS_VALUE\n2023,1\n"), id="no RECORD_COUNT"),
        pytest.param(status(400, b'{"error":"no"}'), id="status 400"),
        pytest.param(cut(made_page(0, 9, 9)[:-20], 10_000), id="cut short every time"),
    ],
)
def test_what_is_no_answer_is_an_error(server: Publisher, folder: RawFolder, answer: Reply) -> None:
    pages(server, answer)
    with pytest.raises(PublisherError):
        nomis_api.fetch(folder, QUERY)
    assert list(folder.folder.glob("*.part")) == []


def test_an_answer_without_end_is_refused_after_its_first_page(server: Publisher, folder: RawFolder) -> None:
    pages(server, ok(made_page(0, 9, 2_500_001)))
    with pytest.raises(PublisherError, match="expected at most 100 pages, got 101"):
        nomis_api.fetch(folder, QUERY)
    assert sum("data.csv" in request.target for request in server.asked) == 1


@pytest.mark.parametrize("count", ["\u00b2", "9" * 5000, "-1"])
def test_a_number_of_rows_that_is_none_is_refused(server: Publisher, folder: RawFolder, count: str) -> None:
    pages(server, ok(made_page(0, 1, 1).replace(b",1\n", f",{count}\n".encode())))
    with pytest.raises(PublisherError, match="expected a RECORD_COUNT"):
        nomis_api.fetch(folder, QUERY)


def test_types_are_chosen_by_description_and_the_newest_boundaries_win(server: Publisher, folder: RawFolder) -> None:
    pages(server, ok(reply(JOBS, PAGE)))
    nomis_api.fetch(folder, QUERY)
    asked = next(request.target for request in server.asked if "data.csv" in request.target)
    assert "geography=TYPE424,TYPE442,TYPE480,TYPE499&" in asked
    assert "item=1,3&measures=20100&" in asked


def test_a_type_that_is_gone_is_named(server: Publisher, folder: RawFolder) -> None:
    about(server)
    types = reply(JOBS, "jobs_density.types.json").replace(b"combined authorities", b"mayoral authorities")
    server.on(f"{DATA}/geography/TYPE.def.sdmx.json", ok(types))
    with pytest.raises(PublisherError, match="an area type described as combined authorities"):
        nomis_api.fetch(folder, QUERY)


def test_a_dimension_under_another_name_is_refused_before_it_is_ignored(server: Publisher, folder: RawFolder) -> None:
    about(server)
    renamed = reply(JOBS, "jobs_density.dataset.json").replace(b'"ITEM"', b'"CELL"')
    server.on(f"{DATA}.def.sdmx.json", ok(renamed))
    with pytest.raises(PublisherError, match=r"the dimensions \['item'\], got \['CELL'\]"):
        nomis_api.fetch(folder, QUERY)


def test_the_key_is_sent_and_never_shown(
    server: Publisher,
    folder: RawFolder,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    monkeypatch.setenv(nomis_api.KEY_SETTING, "0xSECRET")
    pages(server, ok(b'{"error":"bad key 0xSECRET"}'))
    with caplog.at_level(logging.DEBUG), pytest.raises(PublisherError) as refused:
        nomis_api.fetch(folder, QUERY)
    assert any("uid=0xSECRET" in request.target for request in server.asked)
    shown = str(refused.value) + caplog.text + "".join(path.read_text() for path in folder.folder.glob("*.json"))
    assert "0xSECRET" not in shown


@pytest.mark.parametrize(
    ("cells", "expected"),
    [
        pytest.param("5,A", "", id="normal"),
        pytest.param(",B", "x", id="suppressed as unreliable"),
        pytest.param(",Q", "x", id="missing"),
        pytest.param(",F", "c", id="disclosive"),
        pytest.param("5,P", "p", id="provisional"),
        pytest.param("5,K", "u", id="a flag we do not know, with a figure"),
        pytest.param(",K", "x", id="a flag we do not know, without"),
    ],
)
def test_flags_become_statuses_and_an_empty_figure_never_zero(tmp_path: Path, cells: str, expected: str) -> None:
    (tmp_path / PAGE).write_text(f"{HEADER}2023,E07000008,1,20100,{cells},0,1\n")
    rows = nomis_api.rows([landed(PAGE, tmp_path / PAGE)], QUERY, str)
    assert rows["status"].tolist() == [expected]
    assert rows["value"].isna().tolist() == [cells.startswith(",")]


@pytest.mark.parametrize(
    ("change", "said"),
    [
        pytest.param(('"OBS_STATUS"', '"STATUS"'), "missing ['OBS_STATUS']", id="a column renamed"),
        pytest.param((",20100,1000,A,", ",20100,,A,"), "a value with status A", id="normal and empty"),
        pytest.param(
            (",20100,1000,A,", ",20100,#,A,"), "a number, got Failed to parse string: '#'", id="a marker of the website"
        ),
        pytest.param((",1001,A,24,25", ",1002,A,24,25"), "once", id="two figures under one key"),
    ],
)
def test_a_page_of_another_shape_is_refused(tmp_path: Path, change: tuple[str, str], said: str) -> None:
    with pytest.raises(PublisherError) as refused:
        nomis_jobs_density.tidy(rewritten(tmp_path, JOBS, PAGE, change))
    assert said in str(refused.value)


def test_metadata_may_give_one_thing_where_a_list_is_due(tmp_path: Path) -> None:
    name = "jobs_density.dataset.json"
    (tmp_path / name).write_text(
        '{"structure": {"keyfamilies": {"keyfamily": {"annotations": {"annotation":'
        ' {"annotationtitle": "LastUpdated", "annotationtext": "2026-05-13 09:30:00"}}}}}}'
    )
    others = [file for file in all_landed(JOBS) if file.name != name]
    assert nomis_api.released([*others, landed(name, tmp_path / name)], QUERY).isoformat() == "2026-05-13"
