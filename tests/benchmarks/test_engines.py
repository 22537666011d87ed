"""The benchmark with PostgreSQL and Redis: what it needs, and its port in front of two servers."""

import threading
from http.server import BaseHTTPRequestHandler, HTTPServer
from typing import Iterator, List

import pytest
import requests

from benchmarks import engines
from benchmarks.front import Front


class Named(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        body = str(self.server.server_address[1]).encode()
        self.send_response(200)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture
def servers() -> Iterator[List[HTTPServer]]:
    made = [HTTPServer(("127.0.0.1", 0), Named) for _ in range(2)]
    for server in made:
        threading.Thread(target=server.serve_forever, daemon=True).start()
    yield made
    for server in made:
        server.shutdown()
        server.server_close()


def test_connections_go_to_both_and_to_the_one_that_is_left(servers: List[HTTPServer]) -> None:
    ports = [server.server_address[1] for server in servers]
    with Front(ports) as front:
        assert {int(requests.get(front.url, timeout=10).text) for _ in range(6)} == set(ports)
        servers[0].shutdown()
        servers[0].server_close()
        assert {int(requests.get(front.url, timeout=10).text) for _ in range(6)} == {ports[1]}


def test_it_says_what_is_not_installed(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr(engines, "program", lambda name: None if name == "redis-server" else f"/bin/{name}")
    engines.main()
    assert capsys.readouterr().out.startswith("Skipped: not installed here: redis-server")
