"""Runs pip and shows one moving line instead of a thousand; shows everything if pip fails."""

import itertools
import subprocess
import sys
from collections import deque
from pathlib import Path

LAST_LINES = 30


def main() -> int:
    command = sys.argv[1:]
    files = [Path(name) for flag, name in itertools.pairwise(command) if flag == "-r"]
    total = sum(line[0].isalnum() for file in files for line in file.read_text(encoding="utf-8").splitlines() if line)
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    assert process.stdout is not None
    last: deque[str] = deque(maxlen=LAST_LINES)
    done = 0
    for line in process.stdout:
        last.append(line)
        if line.startswith(("Collecting ", "Processing ")):
            done += 1
            show(f"  package {min(done, total)} of about {total}: {line.split()[1].split('/')[-1][:50]}")
        elif line.startswith("Installing collected"):
            show("  unpacking (the longest part) ...")
    print()
    if process.wait():
        sys.stderr.writelines(last)
        sys.stderr.write(
            "Installing failed. Check the connection and the free disk space, then run the same command again.\n"
        )
    return process.returncode


def show(text: str) -> None:
    if sys.stdout.isatty():
        print(f"\r{text:<78}", end="", flush=True)
    elif text.startswith("  unpacking"):
        print(text, flush=True)


if __name__ == "__main__":
    sys.exit(main())
