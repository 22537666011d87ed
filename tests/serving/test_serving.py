"""`iop serve` and `make run`: starting, staying up, stopping."""

import os
import shutil
import signal
import socket
import subprocess
import time
from pathlib import Path

import pytest
import requests

from iop.channels.inbox import Inbox
from iop.storage.encryption import Cipher
from iop.storage.engine import open_database
from tests.server import IOP, ROOT, Server, action_server_elsewhere, free_port

pytestmark = pytest.mark.long


def nothing_left(server: Server) -> bool:
    until = time.monotonic() + 5
    while server.children() and time.monotonic() < until:
        time.sleep(0.1)
    return not server.children()


@pytest.fixture
def var(tmp_path: Path) -> Path:
    return tmp_path / "var"


@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGTERM])
def test_a_signal_ends_every_process(var: Path, how: int) -> None:
    server = Server(var).wait()
    assert len(server.children()) >= 2
    assert server.stop(how) == 0
    assert nothing_left(server)


@pytest.fixture
def set_up() -> None:
    """`make run` may not begin to install or train in the middle of the tests."""
    done = subprocess.run(["make", "--question", "models/.trained"], cwd=ROOT, capture_output=True)
    assert done.returncode == 0, "set-up is not up to date; run: make setup"


@pytest.mark.usefixtures("set_up")
def test_ctrl_c_in_make_run_ends_every_process(var: Path) -> None:
    server = Server(var, ["make", "run"]).wait()
    os.killpg(server.process.pid, signal.SIGINT)
    server.process.wait(30)
    assert nothing_left(server)


@pytest.mark.usefixtures("set_up")
def test_sigterm_to_make_run_ends_every_process(var: Path) -> None:
    server = Server(var, ["make", "run"]).wait()
    server.stop(signal.SIGTERM)
    assert nothing_left(server)


def test_the_processes_end_when_the_supervisor_is_killed_outright(var: Path) -> None:
    server = Server(var).wait()
    server.stop(signal.SIGKILL)
    assert nothing_left(server)


@pytest.mark.parametrize(
    ("module", "name"),
    [
        ("iop.serving.server", "web process"),
        ("iop.admissions.worker", "delivery worker"),
    ],
)
def test_a_crashed_process_is_started_again_and_the_log_says_so(var: Path, module: str, name: str) -> None:
    server = Server(var).wait()
    try:
        pid = next(p for p in server.children() if module in Path(f"/proc/{p}/cmdline").read_text())
        os.kill(pid, signal.SIGKILL)
        server_down = time.monotonic() + 10
        while f"The {name} ended unexpectedly (code -9)" not in server.text() and time.monotonic() < server_down:
            time.sleep(0.1)
        assert f"The {name} ended unexpectedly (code -9)" in server.text()
        server.wait()
        assert "$3,000" in server.say(server.token(), "what does it cost", "m1").text
    finally:
        server.stop()


def test_while_an_action_server_elsewhere_is_down_people_get_the_number_and_health_says_so(
    var: Path, tmp_path: Path
) -> None:
    with action_server_elsewhere(tmp_path) as (process, endpoints):
        server = Server(var, IOP_ENDPOINTS=str(endpoints)).wait()
        try:
            token = server.token()
            assert "$3,000" in server.say(token, "what does it cost", "m1").text
            process.send_signal(signal.SIGSTOP)
            answer = requests.get(f"{server.url}/health", timeout=10)
            assert (answer.status_code, answer.json()["actions"]) == (503, False)
            process.kill()
            reply = server.say(token, "what does it cost", "m2").json()
            assert "(303) 555-0142" in reply["messages"][0]["text"]
            assert "988" in reply["messages"][0]["text"]
        finally:
            server.stop()


def fails(environment: dict[str, str]) -> str:
    """Runs `iop serve` with something wrong, and returns its only line."""
    done = subprocess.run(
        [str(IOP), "serve"], cwd=ROOT, env={**os.environ, **environment}, capture_output=True, text=True, timeout=60
    )
    assert done.returncode == 1
    lines = done.stderr.strip().splitlines()
    assert len(lines) == 1, done.stderr
    return lines[0]


def test_a_taken_port_is_one_line(var: Path) -> None:
    port = free_port()
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", port))
        taken.listen()
        line = fails({"PORT": str(port), "IOP_VAR": str(var)})
    assert line.startswith(f"Port {port} cannot be used")
    assert "PORT=" in line


def test_a_var_folder_that_cannot_be_made_is_one_line(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    line = fails({"PORT": str(free_port()), "IOP_VAR": str(tmp_path / "file" / "var")})
    assert "cannot be made" in line


def test_a_broken_facility_file_is_one_line(tmp_path: Path, var: Path) -> None:
    broken = tmp_path / "facility.yml"
    shutil.copy(ROOT / "tests" / "example_facility.yml", broken)
    broken.write_text(broken.read_text().replace("America/Denver", "Denver"))
    line = fails({"PORT": str(free_port()), "IOP_VAR": str(var), "IOP_FACILITY": str(broken)})
    assert "facility.yml, line 10" in line
    assert "America/Denver" in line


def test_another_secret_than_the_one_of_the_database_is_one_line(var: Path) -> None:
    database = f"sqlite:///{var.parent}/iop.db"
    Inbox(open_database(database), Cipher("right")).receive("web-1", "m1", "hello")
    environment = {"PORT": str(free_port()), "IOP_VAR": str(var), "IOP_DATABASE_URL": database}
    line = fails({**environment, "IOP_SECRET_KEY": "another secret of this machine"})
    assert "written with another secret" in line


def test_a_sink_without_its_secret_is_one_line(tmp_path: Path, var: Path) -> None:
    centre = tmp_path / "facility.yml"
    sink = "handoff:\n  sinks:\n    - name: crm\n      webhook: https://crm.example/inquiries\n"
    centre.write_text((ROOT / "tests" / "example_facility.yml").read_text() + sink)
    line = fails({"PORT": str(free_port()), "IOP_VAR": str(var), "IOP_FACILITY": str(centre)})
    assert "IOP_WEBHOOK_SECRET is not set" in line
