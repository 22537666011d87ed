"""Locks in Redis: one holder, whatever dies."""

import asyncio
import shutil
import subprocess
import time
from typing import Iterator, List

import pytest
from rasa.core.lock_store import LockError, LockStore
from rasa.utils.endpoints import EndpointConfig
from redis import Redis
from redis.exceptions import ConnectionError as NoRedisError
from redis.exceptions import RedisError

from iop.storage import redis_locks
from iop.storage.redis_locks import PREFIX, RedisLocks
from tests.server import free_port


@pytest.fixture(scope="module")
def url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    program = shutil.which("redis-server")
    if program is None:
        pytest.skip("redis-server is not installed (Debian's package redis-server has it)")
    port = free_port()
    command = [program, "--port", str(port), "--bind", "127.0.0.1", "--save", "", "--appendonly", "no"]
    process = subprocess.Popen(command, cwd=tmp_path_factory.mktemp("redis"), stdout=subprocess.DEVNULL)
    client = Redis(port=port)
    until = time.monotonic() + 20
    while time.monotonic() < until:
        try:
            client.ping()
            break
        except RedisError:
            time.sleep(0.1)
    yield f"redis://127.0.0.1:{port}/1"
    process.terminate()
    process.wait(10)


@pytest.fixture(autouse=True)
def short_leases(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(redis_locks, "LEASE_SECONDS", 0.6)


def store(url: str) -> RedisLocks:
    made = LockStore.create(EndpointConfig(url=url, type="iop.storage.redis_locks.RedisLocks"))
    assert isinstance(made, RedisLocks)
    return made


async def test_two_processes_never_hold_one_lock(url: str) -> None:
    inside: List[int] = []
    most = 0

    async def turn(locks: RedisLocks) -> None:
        nonlocal most
        async with locks.lock("web-1", wait_time_in_seconds=0.01):
            inside.append(1)
            most = max(most, len(inside))
            await asyncio.sleep(0.02)
            inside.pop()

    one, other = store(url), store(url)
    await asyncio.gather(*(turn(locks) for locks in [one, other] * 10))
    assert most == 1


async def test_other_conversations_do_not_wait(url: str) -> None:
    locks = store(url)
    async with locks.lock("web-1"), locks.lock("web-2", lock_lifetime=0.1):
        pass


async def test_a_lock_is_kept_as_long_as_it_is_held(url: str) -> None:
    one, other = store(url), store(url)
    async with one.lock("web-1"):
        with pytest.raises(LockError):
            async with other.lock("web-1", lock_lifetime=1.5):
                pass
    async with other.lock("web-1", lock_lifetime=0.1):
        pass


async def test_the_lock_of_a_process_that_died_is_free_after_its_lease(url: str) -> None:
    Redis.from_url(url).set(f"{PREFIX}web-1", "somebody", px=600)
    began = time.monotonic()
    async with store(url).lock("web-1", lock_lifetime=5):
        assert time.monotonic() - began > 0.3


async def test_a_lease_that_ran_out_is_not_taken_from_the_next_holder(url: str) -> None:
    locks = store(url)
    client = Redis.from_url(url)
    async with locks.lock("web-1"):
        client.set(f"{PREFIX}web-1", "somebody else", px=60_000)
    assert client.get(f"{PREFIX}web-1") == b"somebody else"
    client.delete(f"{PREFIX}web-1")


async def test_without_redis_there_is_an_error_at_once() -> None:
    with pytest.raises(NoRedisError):
        async with store("redis://127.0.0.1:1/1").lock("web-1"):
            pass
