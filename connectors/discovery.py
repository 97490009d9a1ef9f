"""Which connectors there are: every module of this package that sets a `SOURCE`. Nothing is registered.

The others, with HTTP among them, are not imported: a build asks for the declarations alone.
"""

import importlib
import pkgutil
import re
from collections.abc import Mapping
from pathlib import Path
from types import ModuleType
from typing import cast

import connectors
from connectors.base import Connector


def connectors_by_source(package: ModuleType = connectors) -> Mapping[str, Connector]:
    """Every connector by source id, in that order. Raises TypeError for one that is not whole or misnamed."""
    names = sorted(found.name for found in pkgutil.iter_modules(package.__path__) if _sets_source(package, found.name))
    modules = [importlib.import_module(f"{package.__name__}.{name}") for name in names]
    return {module.SOURCE.id: _whole(module) for module in modules}


def _sets_source(package: ModuleType, name: str) -> bool:
    text = (Path(package.__path__[0]) / f"{name}.py").read_text("utf-8")
    return re.search(r"^SOURCE\b", text, re.MULTILINE) is not None


def _whole(module: ModuleType) -> Connector:
    own = module.__name__.rpartition(".")[2]
    if module.SOURCE.id != own:
        raise TypeError(
            f"{module.__name__}: expected the source id {own}, as the file is named, got {module.SOURCE.id}"
        )
    if missing := [name for name in ("fetch", "tidy") if not callable(getattr(module, name, None))]:
        raise TypeError(f"{module.__name__}: expected fetch and tidy beside SOURCE, got no {' and no '.join(missing)}")
    return cast(Connector, module)
