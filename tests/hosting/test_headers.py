"""The headers: only scripts that are known may run, and only those named may show the pages in a frame."""

from base64 import b64encode
from hashlib import sha256

import pytest

from pmf.hosting import headers

HTML = "<html><script>window.a = 1</script><script src='x.js'></script><script>\n  b()\n</script></html>"


def directives(policy: str) -> dict[str, list[str]]:
    """The policy as directives with their sources."""
    return {words[0]: words[1:] for words in (part.split() for part in policy.split("; "))}


def test_scripts_written_into_a_page_are_found_as_the_browser_sees_them() -> None:
    assert headers.inline_scripts(HTML) == ["window.a = 1", "\n  b()\n"]


def test_only_known_scripts_may_run() -> None:
    found = directives(headers.policy(["window.a = 1"], ()))
    known = b64encode(sha256(b"window.a = 1").digest()).decode()
    assert found["script-src"] == ["'self'", f"'sha256-{known}'"]
    assert found["default-src"] == found["connect-src"] == ["'self'"]
    assert found["object-src"] == ["'none'"]
    assert "unsafe-eval" not in headers.policy(["x"], ())


def test_a_map_may_be_drawn_from_those_named_and_nothing_may_run_from_there() -> None:
    bare = directives(headers.policy([], ()))
    found = directives(headers.policy([], (), ("https://tiles.example", "https://fonts.example")))
    assert found["connect-src"] == ["'self'", "https://tiles.example", "https://fonts.example"]
    assert found["img-src"] == [*bare["img-src"], "https://tiles.example", "https://fonts.example"]
    others = found.keys() - {"connect-src", "img-src"}
    assert {name: found[name] for name in others} == {name: bare[name] for name in others}


@pytest.mark.parametrize(
    ("embedders", "expected"),
    [
        ((), ["'self'"]),
        (("https://a.example", "https://b.example"), ["'self'", "https://a.example", "https://b.example"]),
    ],
)
def test_only_those_named_may_frame_the_pages(embedders: tuple[str, ...], expected: list[str]) -> None:
    assert directives(headers.policy([], embedders))["frame-ancestors"] == expected
    names = {name for name, _ in headers.headers([], embedders)}
    assert (b"x-frame-options" in names) is not embedders or not embedders


def test_the_older_frame_header_is_sent_only_where_nobody_is_named() -> None:
    assert (b"x-frame-options", b"SAMEORIGIN") in headers.headers([], ())
    assert b"x-frame-options" not in dict(headers.headers([], ("https://a.example",)))
