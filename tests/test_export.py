"""Records for other programs: the contract's field names, and CSV that no spreadsheet takes for a formula."""

import csv
import io
from decimal import Decimal

import pytest

from pmf import export, reading
from pmf.store import Store

CONTRACT = [
    "number",
    "id",
    "name",
    "perspective",
    "objective",
    "owner",
    "unit",
    "period",
    "previous",
    "current",
    "change",
    "travel",
    "direction",
    "direction_rating",
    "target",
    "target_rating",
    "headline_rating",
    "reason",
    "basis",
    "warnings",
]


def cell(value: object) -> str:
    """What a spreadsheet finds in the cell of this value."""
    text = export.to_csv([{"first": "x", "cell": value}])
    (row,) = csv.DictReader(io.StringIO(text, newline=""))
    return str(row["cell"])


@pytest.mark.parametrize(
    "text",
    ["=1+1", "=cmd|' /C calc'!A0", "+SUM(A1)", "-2+3", "@SUM(1)", "\t=1", "-", "=", "--1+1", "-1-", "+1+cmd"],
)
def test_a_text_that_a_spreadsheet_takes_for_a_formula_is_guarded(text: str) -> None:
    assert cell(text) == f"'{text}"


@pytest.mark.parametrize("text", ["-40", "-0.08", "+3", "12", "0", "−40", "2023", "Cambridge", "a=b", "", "North-East"])
def test_numbers_and_plain_texts_are_untouched(text: str) -> None:
    assert cell(text) == text


@pytest.mark.parametrize(
    ("value", "text"),
    [(None, ""), (-5, "-5"), (-5.5, "-5.5"), (True, "True"), (["a", "b"], "a; b"), ([], ""), (["=1", "b"], "'=1; b")],
)
def test_other_values_in_cells(value: object, text: str) -> None:
    assert cell(value) == text


def test_commas_quotes_and_line_ends_survive() -> None:
    assert cell('a, "b"\nc') == 'a, "b"\nc'


def test_no_records_make_an_empty_file() -> None:
    assert export.to_csv([]) == ""


def test_a_row_has_the_fields_of_the_contract_in_their_order(opened: Store) -> None:
    card = export.scorecard(reading.scorecard(opened, "E47000008", "2023-09", "2023"))
    assert list(card)[:5] == ["area", "edition", "round", "rows", "counts"]
    for row in card["rows"]:  # type: ignore[attr-defined]
        assert [name for name in row if name in CONTRACT] == CONTRACT


@pytest.mark.parametrize("round_id", ["2023-09", "latest"])
def test_numbers_are_decimal_strings_or_null(opened: Store, round_id: str) -> None:
    for row in reading.scorecard(opened, "E47000008", round_id, "2023").rows:
        record = export.row(row)
        for name in ("previous", "current", "change", "target"):
            value = record[name]
            assert value is None or (isinstance(value, str) and str(Decimal(value)) == value), (row.indicator.id, name)
        if round_id == "latest" and row.basis == "computed":
            assert len(str(record["current"]).partition(".")[2]) == row.indicator.decimals


def test_the_csv_of_the_scorecard_reads_back(opened: Store) -> None:
    card = reading.scorecard(opened, "E47000008", "2023-09", "2023")
    rows = list(csv.DictReader(io.StringIO(export.to_csv([export.row(row) for row in card.rows]))))
    assert len(rows) == 27
    assert (rows[1]["change"], rows[2]["change"], rows[26]["current"]) == ("-3000", "-0.08", "91")
    assert rows[0]["target"] == ""


def test_the_history_is_what_the_page_draws(opened: Store) -> None:
    view = reading.indicator(opened, "level-3-qualifications", "E47000008")
    records = export.history(view, [(view.area, view.history), *view.members])
    newest = next(r for r in records if r["area_code"] == "E47000008" and r["period"] == "2023")
    assert (newest["value"], newest["lower_95"], newest["upper_95"]) == ("67.9", 64.8, 71.0)
    assert [r["area_code"] for r in records[: len(view.history)]] == ["E47000008"] * len(view.history)
    assert len(records) == len(view.history) + sum(len(figures) for _, figures in view.members)


def test_sources_have_the_fields_of_the_contract(opened: Store) -> None:
    record = export.source(reading.sources(opened)[0])
    wanted = ["publisher", "licence", "releases", "newest_period", "last_success", "last_error", "age_days"]
    assert [name for name in record if name in [*wanted, "next_expected"]] == [*wanted, "next_expected"]
