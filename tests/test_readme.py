"""The README says what is true: settings, commands, pages and sources."""

from pathlib import Path

from pmf import build, catalogue, snapshot
from pmf.settings import SETTINGS

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")


def test_every_setting_is_in_the_readme_and_used_in_the_code() -> None:
    places = [*(ROOT / "pmf").rglob("*.py"), *(ROOT / "connectors").rglob("*.py")]
    code = "".join(path.read_text(encoding="utf-8") for path in places if path.name != "settings.py")
    code += (ROOT / "pmf" / "settings.py").read_text(encoding="utf-8").partition("def ")[2]
    for name in SETTINGS:
        assert f"`{name}`" in README
        assert f'"{name}"' in code


def test_every_source_is_in_the_readme_with_its_newest_release() -> None:
    for source in snapshot.sources(build.DATA / "snapshot"):
        newest = max(release.date for release in source.releases)
        assert any(source.landing_page in line and str(newest) in line for line in README.splitlines()), source.id


def test_counts_in_the_readme_are_those_of_the_data() -> None:
    contextual = [indicator for indicator in catalogue.indicators().values() if indicator.number is None]
    assert f"{len(contextual)} contextual indicators" in README
    files = list((build.DATA / "snapshot").glob("*/*.csv"))
    rows = sum(path.read_bytes().count(b"\n") - 1 for path in files)
    assert f"{rows:,} observations in {len(files)} series" in README


def test_every_path_the_readme_names_is_there() -> None:
    for path in (
        "docs/scorecard.png",
        "pmf/editions",
        "pmf/ui/frame.py",
        "data/targets.csv",
        "data/returns",
        "LICENSE",
    ):
        assert path in README
        assert (ROOT / path).exists()


def test_the_make_targets_are_those_the_readme_names() -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    for target in ("run", "test", "lint", "bench"):
        assert f"make {target}" in README
        assert f"\n{target}:" in makefile
