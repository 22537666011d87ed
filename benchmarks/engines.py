"""The load with real engines: PostgreSQL keeps everything, Redis the locks, two web processes answer behind one port.

Half-way one of the two is killed outright. Afterwards the database is read: every acknowledged message must be there,
once, with its reply, and in the order in which it was sent. Both servers come from Debian's packages (postgresql,
redis-server) and are started here, on free ports, in a folder that is removed.
"""

import asyncio
import itertools
import os
import pwd
import secrets
import shutil
import signal
import subprocess
import sys
import tempfile
import time
import uuid
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any, Dict, Iterator, List, Optional, Sequence, Tuple

import aiohttp
import requests
import sqlalchemy as sa

from benchmarks.figures import write
from benchmarks.front import Front
from benchmarks.load import messages
from benchmarks.timing import MODELS
from iop.channels.web.tokens import Tokens
from iop.settings import ROOT
from iop.storage.encryption import Cipher
from iop.storage.schema import events, inbound_messages, outbound_messages
from tests.server import free_port

CONVERSATIONS, TURNS = 16, 20
START_SECONDS, RETRY_SECONDS = 120.0, 0.2
Sent = Dict[str, List[Tuple[str, str]]]
"""For each conversation, id and text of the messages that were acknowledged, in the order of sending."""


def program(name: str) -> Optional[str]:
    """Returns where a program is: on the path, or where Debian's postgresql puts it."""
    return shutil.which(name) or next((str(p) for p in Path("/usr/lib/postgresql").glob(f"*/bin/{name}")), None)


def missing() -> List[str]:
    """Returns which servers are not installed."""
    packages = {"postgres": "postgresql", "initdb": "postgresql", "redis-server": "redis-server"}
    return sorted({package for name, package in packages.items() if program(name) is None})


@contextmanager
def postgres(folder: Path) -> Iterator[str]:
    """Runs PostgreSQL, which refuses to run as root, and gives its SQLAlchemy address."""
    user = {}
    if os.geteuid() == 0:
        owner = pwd.getpwnam("postgres")
        user = {"user": owner.pw_uid, "group": owner.pw_gid, "extra_groups": []}
        folder.mkdir()
        os.chown(folder, owner.pw_uid, owner.pw_gid)
    data, port = folder / "data", free_port()
    quiet: Dict[str, Any] = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL, **user}
    command = [str(program("initdb")), "-D", str(data), "-U", "iop", "-A", "trust", "-E", "UTF8"]
    subprocess.run(command, check=True, **quiet)
    options = ["-p", str(port), "-h", "127.0.0.1", "-k", str(folder)]
    process = subprocess.Popen([str(program("postgres")), "-D", str(data), *options], **quiet)
    try:
        url = f"postgresql://iop@127.0.0.1:{port}/postgres"
        until(lambda: sa.create_engine(url).connect().close())
        yield url
    finally:
        process.send_signal(signal.SIGINT)
        process.wait(30)


@contextmanager
def redis(folder: Path) -> Iterator[str]:
    """Runs Redis, and gives its address."""
    port = free_port()
    options = ["--port", str(port), "--bind", "127.0.0.1", "--save", "", "--appendonly", "no", "--dir", str(folder)]
    process = subprocess.Popen([str(program("redis-server")), *options], stdout=subprocess.DEVNULL)
    try:
        yield f"redis://127.0.0.1:{port}/1"
    finally:
        process.terminate()
        process.wait(30)


@contextmanager
def web_process(folder: Path, **variables: str) -> Iterator[Tuple["subprocess.Popen[bytes]", int]]:
    """Runs one web process, and gives it and its port."""
    port = free_port()
    known = {**os.environ, MODELS: str(ROOT / "models"), "IOP_VAR": str(folder), "PORT": str(port), **variables}
    with open(folder / f"web-{port}.log", "wb") as log:
        command = [sys.executable, "-m", "benchmarks.web_process"]
        process = subprocess.Popen(command, cwd=ROOT, env=known, stdout=log, stderr=subprocess.STDOUT)
    try:
        until(lambda: requests.get(f"http://127.0.0.1:{port}/health", timeout=5).raise_for_status())
        yield process, port
    finally:
        process.kill()
        process.wait()


def until(works: Any) -> None:
    """Returns when something works.

    Raises:
        Exception: what it raised last, after `START_SECONDS`.
    """
    end = time.monotonic() + START_SECONDS
    while True:
        try:
            works()
        except (sa.exc.SQLAlchemyError, requests.RequestException):
            if time.monotonic() > end:
                raise
            time.sleep(RETRY_SECONDS)
        else:
            return


async def converse(url: str, texts: Iterator[str], kill: Any) -> Tuple[Sent, List[float], int]:
    """Has all conversations at once, each waiting for its answers; whoever hears nothing sends again, as the widget.

    Args:
        url: Of the front.
        texts: The messages.
        kill: Called when half of the messages are acknowledged.

    Returns:
        What was acknowledged, the seconds of each message, and how often something was sent again.
    """
    acknowledged: Sent = {}
    took: List[float] = []
    again = 0

    async def send(session: aiohttp.ClientSession, headers: Dict[str, str], body: Dict[str, str]) -> None:
        nonlocal again
        for attempt in itertools.count():
            try:
                address = f"{url}/webhooks/web/messages"
                async with session.post(address, json=body, headers=headers) as response:
                    if response.status == 200 and (await response.json())["messages"]:
                        return
            except aiohttp.ClientError:
                pass
            if attempt == 100:
                raise AssertionError("a message is never answered")
            again += 1
            await asyncio.sleep(RETRY_SECONDS)

    async def talk(session: aiohttp.ClientSession) -> None:
        async with session.post(f"{url}/webhooks/web/session") as response:
            token = (await response.json())["token"]
        headers = {"Authorization": f"Bearer {token}"}
        for text in itertools.islice(texts, TURNS):
            body = {"id": uuid.uuid4().hex, "text": text}
            began = time.monotonic()
            await send(session, headers, body)
            took.append(time.monotonic() - began)
            acknowledged.setdefault(token, []).append((body["id"], text))
            if len(took) == CONVERSATIONS * TURNS // 2:
                kill()

    async with aiohttp.ClientSession(connector=aiohttp.TCPConnector(limit=0)) as session:
        await asyncio.gather(*(talk(session) for _ in range(CONVERSATIONS)))
    return acknowledged, took, again


def verify(url: str, secret: str, acknowledged: Sent) -> Dict[str, int]:
    """Compares what was acknowledged with what PostgreSQL has."""
    tokens, cipher, engine = Tokens(secret), Cipher(secret), sa.create_engine(url)
    found = {"acknowledged": 0, "lost": 0, "without reply": 0, "out of order": 0, "heard twice": 0, "not heard": 0}
    with engine.connect() as connection:
        for token, sent in acknowledged.items():
            conversation_id = tokens.conversation(f"Bearer {token}")
            column = inbound_messages.c
            mine = sa.select(column.id, column.client_id).where(column.conversation_id == conversation_id)
            rows = connection.execute(mine.order_by(column.id)).all()
            stored = [row.client_id for row in rows]
            said = sa.select(outbound_messages.c.inbound_id).where(
                outbound_messages.c.conversation_id == conversation_id
            )
            answered = set(connection.execute(said).scalars())
            log = sa.select(events.c.sealed).where(events.c.sender_id == conversation_id).order_by(events.c.position)
            turns = [cipher.open(sealed)["events"] for sealed in connection.execute(log).scalars()]
            heard = [event["text"] for turn in turns for event in turn if event["event"] == "user"]
            ids, texts = [one for one, _ in sent], [text for _, text in sent]
            found["acknowledged"] += len(sent)
            found["lost"] += len(set(ids) - set(stored))
            found["without reply"] += sum(row.client_id in ids and row.id not in answered for row in rows)
            found["out of order"] += stored != ids or list(dict.fromkeys(heard)) != list(dict.fromkeys(texts))
            found["heard twice"] += max(0, len(heard) - len(texts))
            found["not heard"] += len(set(texts) - set(heard))
    return found


def measure(folder: Path) -> Dict[str, Any]:
    """Runs everything, and returns the figures."""
    secret = secrets.token_urlsafe(48)
    with ExitStack() as running:
        database = running.enter_context(postgres(folder / "postgres"))
        locks = running.enter_context(redis(folder))
        endpoints = (ROOT / "endpoints.yml").read_text(encoding="utf-8")
        named = f"type: iop.storage.redis_locks.RedisLocks\n  url: {locks}"
        (folder / "endpoints.yml").write_text(endpoints.replace("type: in_memory", named), encoding="utf-8")
        variables = {
            "IOP_DATABASE_URL": database,
            "IOP_SECRET_KEY": secret,
            "IOP_ENDPOINTS": str(folder / "endpoints.yml"),
        }
        both = [running.enter_context(web_process(folder, **variables)) for _ in range(2)]
        front = running.enter_context(Front([port for _, port in both]))
        began = time.monotonic()
        acknowledged, took, again = asyncio.run(converse(front.url, messages(3), both[0][0].kill))
        seconds = time.monotonic() - began
        return {
            "conversations": CONVERSATIONS,
            "messages a second": round(len(took) / seconds, 1),
            "p50 ms": round(1000 * sorted(took)[len(took) // 2]),
            "slowest ms": round(1000 * max(took)),
            "sent again": again,
            **verify(database, secret, acknowledged),
        }


def main(arguments: Sequence[str] = ()) -> None:
    if missing():
        print(f"Skipped: not installed here: {', '.join(missing())} (Debian's packages of these names have them).")
        return
    folder = Path(tempfile.mkdtemp(prefix="iop-engines-"))
    folder.chmod(0o755)
    try:
        print(write("engines", measure(folder)))
    finally:
        shutil.rmtree(folder, ignore_errors=True)


if __name__ == "__main__":
    main(sys.argv[1:])
