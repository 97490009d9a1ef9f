"""A data tree small enough to read: one authority of three members, one with recodes, one with a county, two series."""

from dataclasses import dataclass
from pathlib import Path

from pmf import areas, build, catalogue, snapshot, store
from pmf.catalogue import Indicator

REFERENCE = {
    "areas.csv": """area_code,name,kind,start_year,end_year,successor_code
E06000031,Peterborough,district,,,
E06000065,North Yorkshire,district,2023,,
E06000014,York,district,,,
E07000008,Cambridge,district,,,
E07000009,East Cambridgeshire,district,,,
E07000163,Craven,district,,2022,E06000065
E07000164,Hambleton,district,,2022,E06000065
E08000016,Barnsley,district,,2024,E08000038
E08000017,Doncaster,district,,,
E08000038,Barnsley,district,2025,,
E10000003,Cambridgeshire,county,,,
E10000023,North Yorkshire,county,,2022,E06000065
E47000002,South Yorkshire,combined_authority,,,
E47000008,Cambridgeshire and Peterborough,combined_authority,,,
E47000012,York and North Yorkshire,combined_authority,2024,,
E12000006,East of England,region,,,
E92000001,England,country,,,
""",
    "membership.csv": """combined_authority_code,district_code,from_year,to_year,via_recode,county_code
E47000002,E08000016,,2024,1,
E47000002,E08000017,,,0,
E47000002,E08000038,,,0,
E47000008,E06000031,,,0,
E47000008,E07000008,,,0,E10000003
E47000008,E07000009,,,0,E10000003
E47000012,E06000014,2024,,0,
E47000012,E06000065,2024,,0,
E47000012,E07000163,,2022,1,
E47000012,E07000164,,2022,1,
""",
    "neighbours.csv": """area_code,neighbour_set,rank,neighbour_code
E06000031,global,2,E06000014
E06000031,global,1,E08000017
E06000031,economic,1,E06000014
""",
    "regions.csv": """area_code,region_code
E47000008,E12000006
""",
}
SOURCE = """publisher = "Office for Small Statistics"
dataset = "Jobs and people"
dataset_id = "S1"
landing_page = "https://example.org/small"
licence = "OGL-UK-3.0"
frequency = "annual"

[series.jobs]
title = "Jobs"
unit = "jobs"
kind = "count"
decimals = 0
polarity = "higher"

[series.people]
title = "Residents"
unit = "people"
kind = "count"
decimals = 0
polarity = "none"

[[releases]]
series = ["jobs", "people"]
date = 2022-06-01
dated_by = "publisher_page"
read_from = "a page"
definition = "population base: 2011 Census"

[[releases]]
series = ["jobs", "people"]
date = 2023-06-01
dated_by = "publisher_page"
read_from = "a page"
definition = "population base: 2021 Census"
"""
HEADER = "area_code,period,release,value,lower_95,upper_95,status\n"
JOBS = """E06000031,2021-01-01/P1Y,2022-06-01,100,,,
E07000008,2021-01-01/P1Y,2022-06-01,200,,,
E07000009,2021-01-01/P1Y,2022-06-01,30,25,35,
E92000001,2021-01-01/P1Y,2022-06-01,5000,,,
"""
PEOPLE = """E06000031,2021-06-30,2022-06-01,400,,,
E07000008,2021-06-30,2022-06-01,500,,,
E07000009,2021-06-30,2022-06-01,100,,,
E92000001,2021-06-30,2022-06-01,20000,,,
"""
ROUND = """indicator,period,previous,current,published_travel,published_rating,source_period,source_previous_period,note
jobs-per-person,2021,0.30,0.33,up,Green,2021-01-01/P1Y,,
waivers,2023-04-01/P1M,3,1,down,,,,
"""
RETURN = """indicator,period,previous,current,note
waivers,2023-04-01/P1M,3,1,
"""
TARGETS = """indicator,from_round,target,approved,reason
waivers,2023-09,2,2023-09-01,agreed by the Board
"""
JOBS_PER_PERSON = """number = 1
name = "Jobs per person"
definition = "Jobs divided by residents."
perspective = "State of the Region"
objective = "Achieving Good Growth"
theme = "economy"
owner = "shared"
control = "influence"
frequency = "annual"
direction = "up"
unit = "ratio"
decimals = 2
reviewed = 2026-11-22

[formula]
name = "ratio"
numerator = "small.jobs"
denominator = "small.people"
align = "middle of the year"
"""
WAIVERS = """number = 2
name = "Waivers"
definition = "Waivers submitted."
perspective = "Internal Process"
objective = "Achieving Best Value and High Performance"
owner = "CPCA"
control = "control"
frequency = "annual"
direction = "down"
unit = "waivers"
decimals = 0
reviewed = 2026-11-22
"""


@dataclass(frozen=True)
class SmallData:
    """The tree in a folder: `data` as the build takes it, `catalogue` for the declarations, `db` to publish at."""

    root: Path

    @property
    def data(self) -> Path:
        """The folder that stands for `data/`."""
        return self.root / "data"

    @property
    def catalogue(self) -> Path:
        """The folder that stands for `pmf/catalogue`."""
        return self.root / "catalogue"

    @property
    def db(self) -> Path:
        """Where the database is published."""
        return self.root / "db" / "pmf.duckdb"

    def path(self, name: str) -> Path:
        """A file of the tree, by its place below the root."""
        return self.root / name

    def write(self, name: str, text: str | bytes) -> Path:
        """Write a file of the tree."""
        path = self.path(name)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
        return path

    def declared(self) -> list[Indicator]:
        """The indicators as declared in the tree."""
        return catalogue.read_folder(self.catalogue)

    def build(self) -> store.Store:
        """Publish a database from the tree and open it."""
        build.build(self.db, self.data, self.declared())
        return store.current(self.db)

    def values(self) -> dict[tuple[str, str, str, str], tuple[float | None, str]]:
        """Value and note by indicator, area, period and release, freshly built."""
        sql = "SELECT metric, area_code, period, strftime(release, '%Y-%m-%d'), value, note FROM metric_value"
        return {(m, a, p, r): (value, note) for m, a, p, r, value, note in self.build().rows(sql)}

    def places(self) -> areas.Areas:
        """The reference tables of the tree."""
        return areas.load(self.data / "reference")

    def observations(self) -> None:
        """Read every series of the tree, as the build does."""
        folder = self.data / "snapshot"
        for _ in snapshot.read(folder, snapshot.sources(folder), self.places().by_code):
            pass


def make(root: Path) -> SmallData:
    """The whole tree below `root`."""
    small = SmallData(root)
    for name, text in REFERENCE.items():
        small.write(f"data/reference/{name}", text)
    small.write("data/snapshot/small/source.toml", SOURCE)
    small.write("data/snapshot/small/jobs.csv", HEADER + JOBS)
    small.write("data/snapshot/small/people.csv", HEADER + PEOPLE)
    small.write("data/rounds/2023-09/scorecard.csv", ROUND)
    small.write("data/returns/2023-09.csv", RETURN)
    small.write("data/targets.csv", TARGETS)
    small.write("catalogue/scorecard/jobs-per-person.toml", JOBS_PER_PERSON)
    small.write("catalogue/scorecard/waivers.toml", WAIVERS)
    return small
