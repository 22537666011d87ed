"""Local servers that speak as the providers do, and fail as they are told to."""

import asyncio
import base64
import datetime as dt
import json
import time
import uuid
from collections import Counter, deque
from dataclasses import dataclass, field
from typing import Any, Deque, Dict, List, Optional

from aiohttp import BasicAuth, ClientSession, web
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from twilio.request_validator import RequestValidator

ACCOUNT, TOKEN, OURS = "AC" + "0" * 32, "the auth token", "+13035550100"
PUBLIC = "https://chat.turningpoint.example"


@dataclass
class StandIn:
    """A provider. `faults` are how it fails next; when they are used up it works.

    A status such as `500`, or `429:1` with Retry-After; `code:21610` (refused with the provider's own code); `hang`
    (takes no message, never answers); `drop` (closes); `lost` (takes the message, then closes without an answer).
    """

    faults: Deque[str] = field(default_factory=deque)
    taken: List[Dict[str, Any]] = field(default_factory=list)
    attempts: List[float] = field(default_factory=list)
    fetched: List[str] = field(default_factory=list)
    slow: float = 0.0
    url: str = ""
    refused: Counter[str] = field(default_factory=Counter)
    _runner: Optional[web.AppRunner] = None

    async def start(self, port: int = 0) -> "StandIn":
        app = web.Application()
        self.routes(app)
        app.router.add_get("/{path:.*}", self._fetch)
        self._runner = web.AppRunner(app, shutdown_timeout=0.1, access_log=None)
        await self._runner.setup()
        site = web.TCPSite(self._runner, "127.0.0.1", port)
        await site.start()
        self.url = f"http://127.0.0.1:{self._runner.addresses[0][1]}"
        return self

    async def stop(self) -> None:
        if self._runner:
            await self._runner.cleanup()

    async def _fetch(self, request: web.Request) -> web.Response:
        self.fetched.append(request.path)
        return web.Response(status=404)

    def routes(self, app: web.Application) -> None:
        raise NotImplementedError

    def texts(self, number: Optional[str] = None) -> List[str]:
        return [one["text"] for one in self.taken if number in (None, one["to"])]

    def ids(self) -> List[str]:
        return [one["id"] for one in self.taken]

    async def fail(self, request: web.Request) -> Optional[web.Response]:
        self.attempts.append(time.monotonic())
        if self.slow:
            await asyncio.sleep(self.slow)
        fault = self.faults.popleft() if self.faults else ""
        if fault == "hang":
            await asyncio.sleep(30)
        if fault == "lost":
            await self.take(request)
        if fault in ("drop", "lost", "hang"):
            assert request.transport is not None
            request.transport.close()
            return web.Response(status=500)
        if fault.startswith("code:"):
            return self.error(fault.partition(":")[2])
        status, _, wait = fault.partition(":")
        if status:
            return web.Response(status=int(status), headers={"Retry-After": wait} if wait else {})
        return None

    def error(self, code: str) -> web.Response:
        raise NotImplementedError

    async def take(self, request: web.Request) -> Dict[str, Any]:
        raise NotImplementedError


@dataclass
class Twilio(StandIn):
    def routes(self, app: web.Application) -> None:
        path = f"/2010-04-01/Accounts/{ACCOUNT}/Messages.json"
        app.router.add_post(path, self._post)
        app.router.add_get(path, self._list)

    async def _post(self, request: web.Request) -> web.Response:
        if request.headers.get("Authorization") != BasicAuth(ACCOUNT, TOKEN).encode():
            self.refused["401"] += 1
            return web.json_response({"code": 20003}, status=401)
        answer = await self.fail(request)
        if answer is None:
            answer = web.json_response({"sid": (await self.take(request))["id"], "status": "queued"}, status=201)
        return answer

    async def _list(self, request: web.Request) -> web.Response:
        listed = [one for one in reversed(self.taken) if one["to"] == request.query.get("To", one["to"])]
        return web.json_response(
            {"messages": [{"sid": o["id"], "body": o["text"], "date_created": o["made"]} for o in listed]}
        )

    def error(self, code: str) -> web.Response:
        return web.json_response({"code": int(code), "message": "To number +1303 ...", "status": 400}, status=400)

    async def take(self, request: web.Request) -> Dict[str, Any]:
        form = await request.post()
        made = dt.datetime.now(dt.timezone.utc).strftime("%a, %d %b %Y %H:%M:%S +0000")
        taken = {"id": f"SM{uuid.uuid4().hex}", "to": form["To"], "from": form["From"], "text": form["Body"]}
        self.taken.append({**taken, "made": made, "callback": form["StatusCallback"]})
        return self.taken[-1]

    @staticmethod
    def signed(path: str, form: Dict[str, str]) -> Dict[str, str]:
        return {"X-Twilio-Signature": RequestValidator(TOKEN).compute_signature(f"{PUBLIC}{path}", form)}

    @staticmethod
    def inbound(text: str, number: str, message_id: str, **more: str) -> Dict[str, str]:
        """Returns the form of a message, with blank fields as Twilio sends them."""
        common = {"AccountSid": ACCOUNT, "To": OURS, "ToCity": "", "FromCity": "", "NumSegments": "1", "NumMedia": "0"}
        return {**common, "MessageSid": message_id, "SmsStatus": "received", "From": number, "Body": text, **more}

    @staticmethod
    def status(message_id: str, state: str, code: str = "") -> Dict[str, str]:
        form = {"AccountSid": ACCOUNT, "MessageSid": message_id, "MessageStatus": state, "From": OURS, "To": "+1"}
        return {**form, **({"ErrorCode": code} if code else {})}

    async def post(self, session: ClientSession, base: str, form: Dict[str, str], path: str = "") -> Any:
        """Calls the channel as Twilio does."""
        path = f"/webhooks/sms/twilio{path}"
        return await session.post(base + path, data=form, headers=self.signed(path, form))


@dataclass
class Telnyx(StandIn):
    key: Ed25519PrivateKey = field(default_factory=Ed25519PrivateKey.generate)

    @property
    def public_key(self) -> str:
        return base64.b64encode(self.key.public_key().public_bytes(Encoding.Raw, PublicFormat.Raw)).decode()

    def routes(self, app: web.Application) -> None:
        app.router.add_post("/v2/messages", self._post)

    async def _post(self, request: web.Request) -> web.Response:
        if request.headers.get("Authorization") != "Bearer the key":
            self.refused["401"] += 1
            return web.json_response({"errors": [{"code": "10009"}]}, status=401)
        answer = await self.fail(request)
        if answer is None:
            answer = web.json_response({"data": {"id": (await self.take(request))["id"]}})
        return answer

    def error(self, code: str) -> web.Response:
        return web.json_response({"errors": [{"code": code, "detail": "..."}]}, status=422)

    async def take(self, request: web.Request) -> Dict[str, Any]:
        body = await request.json()
        self.taken.append({"id": str(uuid.uuid4()), "to": body["to"], "from": body["from"], "text": body["text"]})
        return self.taken[-1]

    def signed(self, body: bytes, at: Optional[int] = None) -> Dict[str, str]:
        now = str(int(time.time()) if at is None else at)
        signature = base64.b64encode(self.key.sign(now.encode() + b"|" + body)).decode()
        return {
            "telnyx-signature-ed25519": signature,
            "telnyx-timestamp": now,
            "Content-Type": "application/json",
        }

    @staticmethod
    def inbound(text: str, number: str, message_id: str, media: Any = ()) -> bytes:
        payload = {"id": message_id, "from": {"phone_number": number}, "text": text, "media": list(media)}
        return json.dumps({"data": {"event_type": "message.received", "id": "e", "payload": payload}}).encode()

    @staticmethod
    def status(message_id: str, state: str, code: Optional[str] = None) -> bytes:
        errors = [{"code": code}] if code else []
        payload = {"id": message_id, "to": [{"phone_number": "+1", "status": state}], "errors": errors}
        return json.dumps({"data": {"event_type": "message.finalized", "payload": payload}}).encode()

    async def post(self, session: ClientSession, base: str, body: bytes) -> Any:
        return await session.post(f"{base}/webhooks/sms/telnyx", data=body, headers=self.signed(body))
