"""1,000 messages while the model is exchanged 20 times: failed, lost, slow, and the memory of the web process."""

import shutil
import tempfile
import threading
import time
from pathlib import Path
from typing import List

import requests

from benchmarks.figures import write
from iop.publishing.versions import LIVE, MODEL, Versions
from iop.settings import ROOT
from tests.server import Server

MESSAGES, SWAPS, PEOPLE = 1000, 20, 2
QUESTION, ANSWER = "what does it cost", "$3,000"


def publish(versions: Versions) -> int:
    """Makes another version of the trained model live."""
    with versions.draft() as draft:
        shutil.copy(next((ROOT / "models").glob("*.tar.gz")), draft / MODEL)
        number = versions.keep(draft, "bench", "a swap")
    versions.point(LIVE, number)
    return number


def live(server: Server) -> int:
    return int(requests.get(f"{server.url}/health", timeout=30).json()["knowledge"]["version"])


def memory(server: Server) -> float:
    """Returns the resident memory of the web process in MB."""
    for pid in server.children():
        if "iop.serving.server" in Path(f"/proc/{pid}/cmdline").read_text():
            status = Path(f"/proc/{pid}/status").read_text()
            return int(status.split("VmRSS:")[1].split()[0]) / 1024
    raise AssertionError("the web process has gone")


class Person(threading.Thread):
    """Sends messages one after the other; a new conversation every ten."""

    def __init__(self, server: Server, pause: float) -> None:
        super().__init__()
        self.server, self.pause = server, pause
        self.seconds: List[float] = []
        self.failed = 0

    def run(self) -> None:
        token = ""
        for number in range(MESSAGES // PEOPLE):
            if number % 10 == 0:
                token = self.server.token()
            started = time.monotonic()
            try:
                reply = self.server.say(token, QUESTION, f"m{number}")
                self.failed += reply.status_code != 200 or ANSWER not in reply.text
            except requests.RequestException:
                self.failed += 1
            self.seconds.append(time.monotonic() - started)
            time.sleep(self.pause)


def main() -> None:
    with tempfile.TemporaryDirectory() as name:
        server = Server(Path(name) / "var").wait()
        try:
            versions = Versions(Path(name) / "var" / "knowledge")
            for _ in range(50):
                server.say(server.token(), QUESTION, "warm")
            publish(versions)
            while live(server) != 1:
                time.sleep(0.2)
            before, started = memory(server), time.monotonic()
            people = [Person(server, 0.05) for _ in range(PEOPLE)]
            for person in people:
                person.start()
            swaps, each = 0, []
            for _ in range(SWAPS):
                began, number = time.monotonic(), publish(versions)
                while live(server) != number and time.monotonic() - began < 60:
                    time.sleep(0.1)
                swaps += live(server) == number
                each.append(time.monotonic() - began)
                print(f"swap {swaps}: {each[-1]:.1f} s, {memory(server):.0f} MB", flush=True)
            during = sum(len(person.seconds) for person in people)
            for person in people:
                person.join()
            time.sleep(2)
            after = memory(server)
        finally:
            server.stop()
    seconds = sorted(one for person in people for one in person.seconds)
    figures = {
        "messages": len(seconds),
        "of these while swaps went on": during,
        "swaps": swaps,
        "failed or lost": sum(person.failed for person in people),
        "p50 seconds": round(seconds[len(seconds) // 2], 3),
        "p99 seconds": round(seconds[int(len(seconds) * 0.99)], 3),
        "slowest seconds": round(seconds[-1], 3),
        "swap seconds, mean": round(sum(each) / len(each), 1),
        "memory before, MB": round(before),
        "memory after, MB": round(after),
        "memory growth, %": round(100 * (after / before - 1), 1),
        "seconds": round(time.monotonic() - started),
    }
    print(write("swap", figures))


if __name__ == "__main__":
    main()
