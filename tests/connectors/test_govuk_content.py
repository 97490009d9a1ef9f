"""GOV.UK pages: moved, withdrawn, without a list of files, with too many."""

import pytest
from govuk_pages import ASSETS, collection, data_set, moved, page
from hostile import Publisher, ok, status

from connectors import govuk_content, shapes
from connectors.base import PublisherError
from connectors.landing import RawFolder

PATH = "/government/statistics/buses"
API = f"/api/content{PATH}"
FILE = f"{ASSETS}/media/0123456789abcdef01234567/bus01.csv"
BODY = b"Year,Journeys\n2024,1\n"


def found(folder: RawFolder, pattern: str = r"bus01\.csv") -> bytes:
    page = govuk_content.page(folder, PATH)
    return govuk_content.file(folder, page, pattern, "bus01.csv", shapes.csv_with("Year")).path.read_bytes()


def test_a_file_is_found_by_its_name_and_dated_by_its_page(server: Publisher, folder: RawFolder) -> None:
    server.on(API, ok(page(FILE, f"{ASSETS}/media/0123456789abcdef01234567/bus02.csv")))
    server.on("/media/0123456789abcdef01234567/bus01.csv", ok(BODY))
    landed = govuk_content.file(
        folder, govuk_content.page(folder, PATH), r"BUS01\.csv", "bus01.csv", shapes.csv_with("Year")
    )
    assert landed.path.read_bytes() == BODY
    assert landed.vintage().isoformat() == "2026-05-13"


def test_links_in_the_text_are_taken_where_no_files_are_listed(server: Publisher, folder: RawFolder) -> None:
    server.on(API, ok(data_set(f'<p><a href="{FILE}">BUS01</a> and again <a href="{FILE}">here</a></p>')))
    server.on("/media/0123456789abcdef01234567/bus01.csv", ok(BODY))
    assert found(folder) == BODY


@pytest.mark.parametrize(
    ("answer", "said"),
    [
        pytest.param(page(), "one file named", id="no file"),
        pytest.param(page(FILE, FILE.replace("0123", "4567")), "2 among", id="two files"),
        pytest.param(page(FILE, changed=""), "the day of its last change", id="no date"),
        pytest.param(page(FILE, withdrawn_notice={"withdrawn_at": "2026-01-01"}), "withdrawn on 2026-01-01", id="gone"),
        pytest.param(moved("https://example.org/"), "says where to", id="moved to another site"),
        pytest.param(moved(PATH), "another move", id="moved in a circle"),
        pytest.param(b"[1]", "a JSON object", id="a list"),
        pytest.param(b"<html>", "a web page", id="a web page"),
    ],
)
def test_a_page_that_does_not_lead_to_the_file_says_why(
    server: Publisher, folder: RawFolder, answer: bytes, said: str
) -> None:
    server.on(API, ok(answer))
    with pytest.raises(PublisherError) as refused:
        found(folder)
    assert said in str(refused.value)


def test_the_newest_page_of_a_collection_is_the_one_whose_title_says_so(server: Publisher, folder: RawFolder) -> None:
    listed = collection(early="Emissions 2005 to 2022", late="Emissions 2005 to 2023", other="Guidance")
    server.on("/api/content/government/collections/emissions", ok(listed))
    server.on("/api/content/government/statistics/late", ok(page(FILE)))
    newest = govuk_content.newest(
        folder, "/government/collections/emissions", r"Emissions 2005 to (\d{4})", lambda title: title[1]
    )
    assert newest.path == "/government/statistics/late"


def test_a_collection_without_the_title_lists_what_it_has(server: Publisher, folder: RawFolder) -> None:
    server.on("/api/content/government/collections/emissions", ok(collection(other="Guidance")))
    with pytest.raises(PublisherError, match=r"got \['Guidance'\]"):
        govuk_content.newest(folder, "/government/collections/emissions", r"Emissions", lambda title: title[0])


def test_a_page_that_is_not_there_is_an_error(server: Publisher, folder: RawFolder) -> None:
    server.on(API, status(404))
    with pytest.raises(PublisherError, match="status 404"):
        found(folder)
