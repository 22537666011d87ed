"""The web process: Rasa's input channels, the pages and the health report on one port.

It answers from its first second: while the model is being loaded, and when there is none, the gate
still runs the safety check and tells people which number to call.
"""

import asyncio
import logging
import os
import sys
import threading
import time
from pathlib import Path
from typing import Any

from iop import environment
from iop.serving import lean

environment.prepare()
lean.install()

import sqlalchemy as sa  # noqa: E402
from rasa.core.channels.channel import register  # noqa: E402
from sanic import Sanic, response  # noqa: E402
from sanic.exceptions import NotFound  # noqa: E402
from sanic.request import Request  # noqa: E402
from sanic.response import HTTPResponse  # noqa: E402

from iop import logs, safety  # noqa: E402
from iop.channels.gate import ANSWER_SECONDS  # noqa: E402
from iop.channels.sms.channel import SmsChannel  # noqa: E402
from iop.errors import IopError  # noqa: E402
from iop.serving import health  # noqa: E402
from iop.serving.assistant import input_channels  # noqa: E402
from iop.serving.page import demo_page  # noqa: E402
from iop.serving.parent import end_with_parent  # noqa: E402
from iop.serving.swap import Serving  # noqa: E402
from iop.settings import ROOT, settings  # noqa: E402
from iop.storage.encryption import installed_cipher  # noqa: E402
from iop.storage.engine import database  # noqa: E402
from iop.storage.secret import check_secret  # noqa: E402

logger = logging.getLogger(__name__)

PAGES = ROOT / "widget"
LARGEST_REQUEST = 64 * 1024
SLOWEST_REQUEST_SECONDS = 20
SLOWEST_ANSWER_SECONDS = ANSWER_SECONDS + 8
"""After this, Sanic ends a request with an error of its own. It must not come to that: whatever hangs, the gate
apologises sooner, with the number to call. Only a body that is sent too slowly is cut off in this way."""
KEEP_ALIVE_SECONDS = 120
"""Rasa's own number: longer than the minute for which proxies keep a silent connection (nginx, load balancers). Who
closes first must be the proxy, or a message is sent into a connection that was just closed, and is lost."""
HEALTH_SECONDS = 3.0
"""How long the health report may take: who watches must not take a locked database for a dead machine."""
NO_REPORT = "The database does not answer in time."
SECRET_SECONDS = 2.0
"""So long the start waits for the database to say whether the secret is right. Whom it does not answer is still told
which number to call, and it is asked again."""
SECRET_AGAIN_SECONDS = 5.0
SWITCH_SECONDS = 0.001
"""A thread that computes gives way after this; Python's own 5 ms add up before a message is acknowledged."""
SECURITY_HEADERS = {
    "Content-Security-Policy": "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; "
    "img-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'self'; require-trusted-types-for 'script'",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
}

WIDGET_HEADERS = {
    "Access-Control-Allow-Origin": "*",  # the code is public, and modules are only loaded with leave
    "Cross-Origin-Resource-Policy": "cross-origin",
    "X-Content-Type-Options": "nosniff",
    "Cache-Control": "public, max-age=300",
}


def create_app(models: Path = ROOT / "models") -> Sanic:
    """Builds the application.

    Args:
        models: Folder of the model that set-up trained; served until a version is published.
    """
    app = Sanic("iop", configure_logging=False)
    app.config.REQUEST_MAX_SIZE = LARGEST_REQUEST
    app.config.REQUEST_TIMEOUT = SLOWEST_REQUEST_SECONDS
    app.config.RESPONSE_TIMEOUT = SLOWEST_ANSWER_SECONDS
    app.config.KEEP_ALIVE_TIMEOUT = KEEP_ALIVE_SECONDS
    app.config.PROXIES_COUNT = settings().proxies or None
    app.config.FALLBACK_ERROR_FORMAT = "json"
    app.ctx.agent = None
    app.ctx.loading_failed = False
    serving = Serving(app, models)
    register(input_channels(), app, route="/webhooks/")

    @app.get("/")
    async def demo(_: Request) -> HTTPResponse:
        return response.html(demo_page(), headers=SECURITY_HEADERS)

    @app.get("/favicon.ico")
    async def no_icon(_: Request) -> HTTPResponse:
        return response.empty()

    @app.get("/widget/<path:path>")
    async def widget(_: Request, path: str) -> HTTPResponse:
        file = (PAGES / path).resolve()
        if file.suffix != ".js" or PAGES not in file.parents or not file.is_file():
            raise NotFound("There is no such part of the widget.")
        return await response.file(file, mime_type="text/javascript", headers=WIDGET_HEADERS)

    app.static("/demo.css", str(PAGES / "demo.css"), content_type="text/css")

    @app.get("/health")
    async def report(_: Request) -> HTTPResponse:
        try:
            body = await asyncio.wait_for(health.report(app.ctx.agent), HEALTH_SECONDS)
        except asyncio.TimeoutError:
            body = {"status": "unavailable", "problems": [NO_REPORT]}
        body["knowledge"] = serving.report()
        texts = [channel for channel in app.ctx.input_channels if isinstance(channel, SmsChannel)]
        body["refused_texts"] = sum(sum(channel.refused.values()) for channel in texts)
        return response.json(body, status=200 if body["status"] == "ok" else 503)

    @app.listener("after_server_start")
    async def load(app: Sanic, _: Any) -> None:
        app.add_task(_serve(serving, app, models), name="model")  # Sanic ends what has a name
        app.add_task(_prepare_safety(), name="safety")

    return app


async def _prepare_safety() -> None:
    """Trains the safety classifier where set-up did not; until then the lexicon goes on alone."""
    try:
        await asyncio.to_thread(safety.prepare)
    except Exception as error:  # noqa: BLE001 - the other layers go on
        logger.error("The safety classifier cannot be trained (%s). Run: iop prepare", type(error).__name__)


async def _serve(serving: Serving, app: Sanic, models: Path) -> None:
    """Loads the model beside the running server, and exchanges it when another version is published."""
    await serving.start()
    if app.ctx.agent is not None and app.ctx.agent.is_ready():
        logger.info("The assistant is ready: http://%s:%d", settings().host, settings().port)
    else:
        logger.error("No trained model in %s. Run: make train", models)
    await serving.watch()


def _check_secret() -> None:
    """Ends the process where the database was written with another secret: nobody else could read what it writes."""
    while True:
        try:
            engine = database()
            break
        except IopError:
            time.sleep(SECRET_AGAIN_SECONDS)  # the channels report it
    while True:
        try:
            check_secret(engine, installed_cipher())
            return
        except IopError as error:
            logger.critical("%s", error)
            os._exit(1)
        except sa.exc.SQLAlchemyError:
            time.sleep(SECRET_AGAIN_SECONDS)


def main() -> None:
    """Serves until the process is told to stop, or has another secret than the database."""
    logs.configure("web")
    end_with_parent()
    checking = threading.Thread(target=_check_secret, name="secret", daemon=True)
    checking.start()
    checking.join(SECRET_SECONDS)
    sys.setswitchinterval(SWITCH_SECONDS)
    logger.info("Loading the assistant (about 10 seconds) ...")
    create_app().run(settings().host, settings().port, access_log=False, motd=False)


if __name__ == "__main__":
    main()
