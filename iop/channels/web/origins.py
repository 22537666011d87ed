"""Which websites may call the web channel: the assistant's own pages, and those that `facility.yml` names."""

import logging
import time
from typing import Callable, Optional
from urllib.parse import urlsplit

from sanic import Blueprint, response
from sanic.request import Request
from sanic.response import HTTPResponse

from iop.channels.limits import Pace
from iop.errors import IopError
from iop.facility import facility
from iop.printable import one_line

logger = logging.getLogger(__name__)

PATHS = ("/session", "/messages", "/events", "/centre")
PREFLIGHT = {
    "Access-Control-Allow-Methods": "GET, POST",
    "Access-Control-Allow-Headers": "authorization, content-type, last-event-id",
    "Access-Control-Max-Age": "600",
}
REFUSED = "This website is not allowed to use the assistant. Add its origin to website.origins in facility.yml."
NOT_ALLOWED = "The website %s may not use the chat. If it is yours, write in data/facility.yml: website: origins: [%s]"
TOLD_EVERY_SECONDS = 60.0
LONGEST_ORIGIN = 100


class Refusals:
    """Names refused websites in the log, for whoever set the chat up: browsers show their visitors a CORS error only.

    One line a minute at most, since anybody can send anything.

    Args:
        clock: As in `Pace`.
    """

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._pace = Pace(clock, most=1, seconds=TOLD_EVERY_SECONDS)

    def tell(self, origin: str) -> None:
        """Names one, unless one was named a moment ago.

        Args:
            origin: The `Origin` header.
        """
        if not self._pace.wait("refused"):
            named = one_line(origin)[:LONGEST_ORIGIN]
            logger.warning(NOT_ALLOWED, named, named)


def allowed(origin: str, host: str) -> bool:
    """Tells whether a page may call the channel.

    Args:
        origin: The `Origin` header, like `https://www.example.org`.
        host: The `Host` header of the same request.
    """
    try:
        return urlsplit(origin).netloc == host or origin in facility().website.origins
    except (ValueError, IopError):
        return False


def guard(routes: Blueprint) -> None:
    """Has a blueprint refuse pages of other websites, and answer the browsers' questions about it (CORS)."""
    refusals = Refusals()

    @routes.middleware("request")
    async def check(request: Request) -> Optional[HTTPResponse]:
        origin = request.headers.get("origin")
        if origin is None or allowed(origin, request.headers.get("host", "")):
            return None
        refusals.tell(origin)
        return response.json({"error": "origin_not_allowed", "message": REFUSED, "messages": []}, status=403)

    @routes.middleware("response")
    async def mark(request: Request, answer: HTTPResponse) -> None:
        origin = request.headers.get("origin")
        answer.headers["Vary"] = "Origin"
        answer.headers["X-Content-Type-Options"] = "nosniff"
        answer.headers["Referrer-Policy"] = "no-referrer"
        answer.headers["Cache-Control"] = "no-store"
        if origin is not None and allowed(origin, request.headers.get("host", "")):
            answer.headers["Access-Control-Allow-Origin"] = origin
            answer.headers["Access-Control-Expose-Headers"] = "Retry-After"

    for path in PATHS:

        @routes.options(path, name=f"preflight_{path[1:]}")
        async def preflight(_: Request) -> HTTPResponse:
            return response.empty(headers=PREFLIGHT)
