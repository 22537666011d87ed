import subprocess
import sys


def test_every_step_is_there() -> None:
    code = "from benchmarks import web_process; web_process.timing.install(web_process.Path())"
    subprocess.run([sys.executable, "-c", code], check=True)
