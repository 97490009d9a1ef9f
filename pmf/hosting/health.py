"""Whether this process lives and whether it can answer readers. Knows the two questions; refuses to say more."""

import logging
from collections.abc import Sequence

from starlette.requests import Request
from starlette.responses import JSONResponse
from starlette.routing import Route

from pmf import reading, settings, store
from pmf.refusals import Refusal

_LOG = logging.getLogger(__name__)


def healthz(request: Request) -> JSONResponse:
    """The process answers."""
    return JSONResponse({"status": "ok"})


def readyz(request: Request) -> JSONResponse:
    """The database is there and can be asked; the version says whether two processes show the same."""
    try:
        held = store.current(settings.database())
        reading.rounds(held)
    except Refusal as error:
        _LOG.error("not ready: %s", error)
        return JSONResponse({"status": "not ready"}, status_code=503)
    return JSONResponse({"status": "ready", "version": held.stamp, "replica": settings.replica()})


def routes() -> Sequence[Route]:
    """Both, where orchestrators look for them."""
    return (Route("/healthz", healthz), Route("/readyz", readyz))
