"""What the first bytes of a body say about the whole: the `accept` of a `Wanted`.

Knows formats; refuses to know figures. An HTML page is refused everywhere unless `page` asks for one.
"""

from connectors.base import Accept

_HTML = (b"<!doctype html", b"<html", b"<head", b"<body")


def looks_like_html(first: bytes) -> bool:
    """Whether a body starts as a web page does."""
    start = first.lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    return start.startswith(_HTML) or (start.startswith((b"<?xml", b"<!--")) and b"<html" in start)


def page(first: bytes) -> str:
    """A web page, for the few publishers whose links must be read from one."""
    return "" if looks_like_html(first) else f"no web page but {_shown(first)}"


def csv_with(*columns: str) -> Accept:
    """A CSV whose first line names these columns; an error reply in JSON fails it."""

    def accept(first: bytes) -> str:
        header = first.partition(b"\n")[0].decode("utf-8-sig", errors="replace")
        missing = [name for name in columns if name not in header]
        return f"a first line without {', '.join(missing)}: {_shown(first)}" if missing else ""

    return accept


def json_without_error(first: bytes) -> str:
    """A JSON body that does not open with an `error` key, as Nomis and ArcGIS send with status 200."""
    squeezed = b"".join(first[:200].removeprefix(b"\xef\xbb\xbf").split())
    if not squeezed.startswith((b"{", b"[")):
        return f"no JSON but {_shown(first)}"
    return f"the error {_shown(first)}" if squeezed.startswith(b'{"error"') else ""


def package(first: bytes) -> str:
    """A zip container: .xlsx, .ods and .zip all are."""
    return "" if first.startswith(b"PK\x03\x04") else f"no zip container but {_shown(first)}"


def _shown(first: bytes) -> str:
    return repr(first[:80].decode("utf-8", errors="replace"))
