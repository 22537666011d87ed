"""`iop serve` and `make run`: starting, staying up, stopping."""

import os
import shutil
import signal
import socket
import subprocess
from pathlib import Path
from typing import Callable, Dict, List

import pytest
import requests

from iop.channels.inbox import Inbox
from iop.storage.encryption import Cipher
from iop.storage.engine import open_database
from tests.server import IOP, ROOT, Server, free_port
from tests.waiting import wait_for

pytestmark = pytest.mark.long


def processes(server: Server, module: str) -> List[int]:
    return [pid for pid in server.children() if module in Path(f"/proc/{pid}/cmdline").read_text()]


def wait_for_the_end_of_all(server: Server) -> None:
    wait_for(lambda: not server.children(), seconds=5)


@pytest.fixture
def var(tmp_path: Path) -> Path:
    return tmp_path / "var"


@pytest.fixture
def set_up() -> None:
    """`make run` may not begin to install or train in the middle of the tests."""
    done = subprocess.run(["make", "--question", "models/.trained"], cwd=ROOT, capture_output=True)
    assert done.returncode == 0, "set-up is not up to date; run: make setup"


@pytest.mark.usefixtures("set_up")
@pytest.mark.parametrize(("how", "send"), [(signal.SIGINT, os.killpg), (signal.SIGTERM, os.kill)])
def test_ctrl_c_and_sigterm_to_make_run_end_every_process(var: Path, how: int, send: Callable[..., None]) -> None:
    signal.signal(signal.SIGINT, signal.default_int_handler)  # ignored in the background of a shell, and then by make
    server = Server(var, ["make", "run"]).wait()
    assert len(server.children()) >= 3  # iop serve, the web process, the worker
    send(server.process.pid, how)  # Ctrl-C goes to make and to what it runs
    assert server.process.wait(30) == -how
    wait_for_the_end_of_all(server)
    assert "***" not in server.text(), "make tells of an exit code that is not 0"
    assert "ERROR" not in server.text()


def test_the_processes_end_when_the_supervisor_is_killed_outright(var: Path) -> None:
    server = Server(var).wait()
    server.stop(signal.SIGKILL)
    wait_for_the_end_of_all(server)


def test_a_crashed_process_is_started_again_and_the_log_says_so_until_sigterm_ends_all(var: Path) -> None:
    server = Server(var).wait()
    try:
        for module, name in (("iop.admissions.worker", "delivery worker"), ("iop.serving.server", "web process")):
            os.kill(processes(server, module)[0], signal.SIGKILL)
            wait_for(lambda line=f"The {name} ended unexpectedly (code -9)": line in server.text())
            wait_for(lambda module=module: processes(server, module))
        server.wait()
        assert "$3,000" in server.say(server.token(), "what does it cost", "m1").text
        assert server.stop() == 0
        wait_for_the_end_of_all(server)
    finally:
        server.stop(signal.SIGKILL)


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


@pytest.mark.parametrize(
    ("variables", "words"),
    [
        ({"HOST": "999.1.1.1"}, "HOST is '999.1.1.1', which is no address of this machine. Write 127.0.0.1"),
        ({"LOG_LEVEL": "verbose"}, "LOG_LEVEL is 'VERBOSE'. Write one of DEBUG, INFO"),
        ({"PORT": "80000"}, "PORT is '80000'. Write a port"),
        ({"IOP_DATABASE_URL": "postgres://iop:guessme@127.0.0.1/iop"}, "Write it like postgresql://user"),
    ],
)
def test_a_wrong_variable_is_one_line(var: Path, variables: Dict[str, str], words: str) -> None:
    line = fails({"PORT": str(free_port()), "IOP_VAR": str(var), **variables})
    assert words in line
    assert "guessme" not in line


def test_another_secret_than_the_one_of_the_database_is_one_line(var: Path) -> None:
    database = f"sqlite:///{var.parent}/iop.db"
    Inbox(open_database(database), Cipher("right")).receive("web-1", "m1", "hello")
    environment = {"PORT": str(free_port()), "IOP_VAR": str(var), "IOP_DATABASE_URL": database}
    line = fails({**environment, "IOP_SECRET_KEY": "another secret of this machine"})
    assert "written with another secret" in line


def test_a_sink_without_its_secret_is_a_problem_and_takes_nobody_off_the_air(tmp_path: Path, var: Path) -> None:
    centre = tmp_path / "facility.yml"
    sink = "handoff:\n  sinks:\n    - name: crm\n      webhook: https://crm.example/inquiries\n"
    centre.write_text((ROOT / "tests" / "example_facility.yml").read_text() + sink)
    server = Server(var, IOP_FACILITY=str(centre)).wait()
    try:
        problems = requests.get(f"{server.url}/health", timeout=10).json()["problems"]
        assert any("'crm'" in problem and "IOP_WEBHOOK_SECRET is not set" in problem for problem in problems)
        wait_for(lambda: "IOP_WEBHOOK_SECRET is not set" in server.text())
    finally:
        server.stop()
