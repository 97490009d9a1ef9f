"""ArcGIS feature services: which there are, what one layer holds, all of its features.

Knows how they mislead: errors come with status 200, answers are cut off with a word in one of two places, layers
have any number and names say little. Refuses to know what a feature is about.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from connectors import shapes
from connectors.base import Landed, Landing, PublisherError, Wanted, refuse_pages

BASE = "https://services1.arcgis.com/ESMARspQHYMw9BZ9/arcgis/rest/services"
"""The Open Geography portal of the Office for National Statistics."""
PAGE_FEATURES = 2_000
"""The most a layer gives at once; one may say less."""
WGS84 = "4326"


@dataclass(frozen=True)
class Layer:
    """The one layer or table of a service; `key` is the field that numbers its features."""

    url: str
    fields: tuple[str, ...]
    key: str
    page: int


def services(landing: Landing) -> list[str]:
    """The names of all feature services."""
    landed = _brought(landing, "services.json", BASE, {"f": "json"})
    listed = _list(landed, "services")
    return [str(one.get("name")) for one in listed if one.get("type") == "FeatureServer"]


def layer(landing: Landing, name: str, service: str) -> Layer:
    """What the service holds, whatever the number of its layer. Raises PublisherError unless that is one layer."""
    about = _brought(landing, f"{name}.service.json", f"{BASE}/{service}/FeatureServer", {"f": "json"})
    found = [*_list(about, "layers"), *_list(about, "tables")]
    if len(found) != 1 or not isinstance(found[0].get("id"), int):
        raise PublisherError(service, "one layer or table", str([(one.get("id"), one.get("name")) for one in found]))
    url = f"{BASE}/{service}/FeatureServer/{found[0]['id']}"
    landed = _brought(landing, f"{name}.layer.json", url, {"f": "json"})
    fields = tuple(str(one.get("name")) for one in _list(landed, "fields"))
    key, most = (landed.document().get(word) for word in ("objectIdField", "maxRecordCount"))
    if key not in fields or not isinstance(most, int) or most < 1:
        raise PublisherError(url, "a field that numbers the features and how many come at once", f"{key}, {most}")
    return Layer(url, fields, str(key), min(most, PAGE_FEATURES))


def pages(landing: Landing, name: str, of: Layer, fields: Sequence[str], shaped: bool) -> list[Landed]:
    """Every page of the layer's features, as GeoJSON in longitude and latitude where their shapes are wanted.

    Raises PublisherError unless they are as many as the layer counts and the last page is not cut off.
    """
    url, every = f"{of.url}/query", {"where": "1=1"}
    count = _brought(landing, f"{name}.count.json", url, {**every, "returnCountOnly": "true", "f": "json"})
    counted = count.document().get("count")
    form = {"f": "geojson", "outSR": WGS84} if shaped else {"f": "json", "returnGeometry": "false"}
    asked = {**every, **form, "outFields": ",".join(fields), "orderByFields": of.key}
    brought: list[Landed] = []
    if not isinstance(counted, int):
        raise PublisherError(url, "a count of its features", repr(counted))
    refuse_pages(url, -(-counted // of.page))
    got, new = 0, 1
    while new and got < counted:
        paged = {**asked, "resultOffset": str(got), "resultRecordCount": str(of.page)}
        brought.append(_brought(landing, f"{name}.page{len(brought):03d}.json", url, paged))
        new = len(_list(brought[-1], "features"))
        got += new
    if got != counted or not brought or _cut_off(brought[-1]):
        raise PublisherError(url, f"the {counted} features counted, the last page whole", f"{got} on {len(brought)}")
    return brought


def features(landed: Sequence[Landed], name: str) -> list[dict[str, Any]]:
    """The features of every page that was brought under this name."""
    return [one for page in landed if page.name.startswith(f"{name}.page") for one in _list(page, "features")]


def _brought(landing: Landing, name: str, url: str, asked: Mapping[str, str]) -> Landed:
    wanted = Wanted(name, url, asked, accept=shapes.json_without_error)
    try:
        return landing.bring(wanted)
    except PublisherError as error:
        if not error.got.startswith("the error"):
            raise
        return landing.bring(wanted)  # the same words are said of a wrong question and of a passing fault


def _list(landed: Landed, key: str) -> list[dict[str, Any]]:
    found = landed.document().get(key, [] if key in ("layers", "tables") else None)
    if not isinstance(found, list) or not all(isinstance(one, dict) for one in found):
        raise PublisherError(landed.name, f"a list of {key}", str(found)[:80])
    return found


def _cut_off(page: Landed) -> bool:
    found = page.document()
    beside = found.get("properties")
    return bool(
        found.get("exceededTransferLimit") or (isinstance(beside, dict) and beside.get("exceededTransferLimit"))
    )
