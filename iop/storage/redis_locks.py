"""One message of a conversation at a time, across the web processes of an installation, by Redis.

Rasa's own store of this kind reads a lock, changes it and writes it back, so that two processes can hold one lock; it
looks for a free lock once a second, and a process that dies keeps its locks for a minute. Here Redis decides, a waiting
message looks twenty times a second, and a lock is a lease that only a living process renews.
"""

import asyncio
import uuid
from contextlib import asynccontextmanager, suppress
from typing import Any, AsyncIterator

from rasa.core.lock import TicketLock
from rasa.core.lock_store import LOCK_LIFETIME, LockError, LockStore
from redis.asyncio import Redis
from redis.exceptions import RedisError

LEASE_SECONDS = 3.0
LOOK_SECONDS = 0.05
PREFIX = "iop-lock:"
RELEASE = "if redis.call('get', KEYS[1]) == ARGV[1] then return redis.call('del', KEYS[1]) end return 0"
RENEW = "if redis.call('get', KEYS[1]) == ARGV[1] then return redis.call('pexpire', KEYS[1], ARGV[2]) end return 0"


class RedisLocks(LockStore):
    """The locks, named in `endpoints.yml` as `type: iop.storage.redis_locks.RedisLocks`.

    Args:
        endpoint_config: `url` is `redis://[:password@]host:port/number`; see `redis.Redis.from_url`.
    """

    def __init__(self, endpoint_config: Any) -> None:
        self._redis = Redis.from_url(endpoint_config.url, socket_timeout=LEASE_SECONDS)
        self._release = self._redis.register_script(RELEASE)
        self._renew = self._redis.register_script(RENEW)

    @asynccontextmanager
    async def lock(
        self, conversation_id: str, lock_lifetime: float = LOCK_LIFETIME, wait_time_in_seconds: float = LOOK_SECONDS
    ) -> AsyncIterator[TicketLock]:
        """Holds the lock of a conversation; waits for it where another process holds it.

        Args:
            conversation_id: The conversation.
            lock_lifetime: Seconds after which waiting is given up.
            wait_time_in_seconds: Between two looks.

        Raises:
            LockError: if it was not to be had in time.
            RedisError: if Redis cannot be asked.
        """
        name, owner = PREFIX + conversation_id, uuid.uuid4().hex
        until = asyncio.get_running_loop().time() + lock_lifetime
        while not await self._redis.set(name, owner, nx=True, px=_milliseconds(LEASE_SECONDS)):
            if asyncio.get_running_loop().time() > until:
                raise LockError(f"Could not acquire lock for conversation_id '{conversation_id}'.")
            await asyncio.sleep(wait_time_in_seconds)
        renewing = asyncio.ensure_future(self._keep(name, owner))
        try:
            yield TicketLock(conversation_id)
        finally:
            renewing.cancel()
            with suppress(RedisError):  # the lease runs out
                await self._release(keys=[name], args=[owner])

    async def _keep(self, name: str, owner: str) -> None:
        while True:
            await asyncio.sleep(LEASE_SECONDS / 3)
            with suppress(RedisError):
                await self._renew(keys=[name], args=[owner, _milliseconds(LEASE_SECONDS)])


def _milliseconds(seconds: float) -> int:
    return int(seconds * 1000)
