"""The hosted instance in a real browser: downloads, and a frame elsewhere."""

from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import pytest
from playwright.sync_api import Browser, expect

from pmf import open_data
from tests.browser.conftest import Open, serving, settled
from tests.hosting import served
from tests.open_data.conftest import DAY


def test_open_data_is_downloaded_whole(database: Path, tmp_path: Path, open_page: Open) -> None:
    version = open_data.publish(database, tmp_path / "open", DAY)
    with serving(database, PMF_OPEN_DATA=str(tmp_path / "open")) as url:
        page = open_page(f"{url}/methods")
        with page.expect_download() as waiting:
            page.get_by_role("link", name="rating.csv").click(modifiers=["Alt"])
        assert Path(waiting.value.path()).read_bytes() == (version / "csv" / "rating.csv").read_bytes()


@contextmanager
def partner(html: str) -> Iterator[int]:
    """Another site, with one page; its port."""

    class Page(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200)
            self.send_header("Content-Type", "text/html")
            self.end_headers()
            self.wfile.write(html.encode())

        def log_message(self, *words: object) -> None:
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Page) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        yield server.server_port
        server.shutdown()


@pytest.mark.parametrize("named", [True, False])
def test_only_those_named_can_show_the_pages_in_a_frame(database: Path, browser: Browser, named: bool) -> None:
    port = served.free_port()
    with partner(f"<iframe src='http://127.0.0.1:{port}/?embed=true' width=900 height=600></iframe>") as other:
        origins = f"http://localhost:{other}" if named else "https://somebody.example"
        with serving(database, port=port, PMF_EMBEDDERS=origins):
            page = browser.new_page()
            page.goto(f"http://localhost:{other}/")
            inside = page.frame_locator("iframe").get_by_role("heading", name="Balanced scorecard")
            if named:
                expect(inside).to_be_visible(timeout=30_000)
            else:
                page.wait_for_timeout(5000)
                expect(inside).to_have_count(0)
            page.close()


def test_a_page_that_fails_says_nothing_of_the_machine(tmp_path: Path, open_page: Open) -> None:
    with serving(tmp_path / "none.duckdb") as url:
        page = open_page(url)
        settled(page)
        expect(page.get_by_text("cannot be read at the moment")).to_be_visible()
        assert str(tmp_path) not in page.content()
