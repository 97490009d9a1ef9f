"""The open data as a table of links. Knows how to offer files; refuses to make or to read them."""

from html import escape

from pmf import wording
from pmf.open_data.manifest import Offer

_PLACE = "open-data/latest"
_BESIDES = (
    ("csv/csv-metadata.json", "what each column holds"),
    ("README.txt", "how to read the files"),
    ("LICENCE.txt", "licence and sources"),
    ("SHA256SUMS", "checksums"),
)


def offered(offer: Offer) -> str:
    """Every table as CSV, and below it what there is besides."""
    rows = "".join(
        f'<tr><th scope="row">{escape(name)}</th><td>{escape(title)}</td><td class="figure">{count:,}</td>'
        f'<td class="figure">{_file(offer, f"csv/{name}.csv")}</td></tr>'
        for name, title, count in offer.tables
    )
    parquet = sum(size for path, size in offer.bytes.items() if path.startswith("parquet/"))
    besides = ", ".join(_link(path, words) for path, words in _BESIDES)
    return (
        f"<p>Everything shown here, as files anybody may use under the Open Government Licence. Version"
        f" {escape(offer.version.removeprefix('pmf.'))}, published on {wording.day(offer.published)}.</p>"
        f'<div class="wide"><table class="plain"><caption>{len(offer.tables)} tables</caption><thead><tr>'
        '<th scope="col">Table</th><th scope="col">What it holds</th><th scope="col" class="figure">Rows</th>'
        f'<th scope="col" class="figure">CSV</th></tr></thead><tbody>{rows}</tbody></table></div>'
        f"<p>The same as a DuckDB database ({_file(offer, offer.database)}), and as Parquet in folders"
        f" ({wording.file_size(parquet)}, listed in {_link('manifest.json', 'the manifest')})."
        f" Besides: {besides}.</p>"
    )


def _file(offer: Offer, path: str) -> str:
    """A file by its size, with its name for those who hear the page."""
    name = escape(path.rsplit("/", 1)[-1])
    size = wording.file_size(offer.bytes[path])
    return f'<a href="{_PLACE}/{escape(path, quote=True)}">{size}<span class="unseen"> {name}</span></a>'


def _link(path: str, words: str) -> str:
    return f'<a href="{_PLACE}/{path}" target="_blank">{escape(words)}</a>'
