"""Our web process as the benchmarks run it: another model, and no limit on how fast one address may write.

Everything else is what `iop serve` runs. With `IOP_BENCHMARK_TIMES` it also counts where the time of a message goes.
"""

import os
import sys
from pathlib import Path

from iop import environment

environment.prepare()

from benchmarks import timing  # noqa: E402
from iop import logs  # noqa: E402
from iop.channels.limits import Pace  # noqa: E402
from iop.serving.parent import end_with_parent  # noqa: E402
from iop.serving.server import SWITCH_SECONDS, create_app  # noqa: E402
from iop.settings import settings  # noqa: E402


class Unlimited:
    """What stands in for `Pace`: everybody who loads the server comes from one address."""

    def wait(self, _: str) -> int:
        """Lets the message pass."""
        return 0


def main() -> None:
    logs.configure("web")
    end_with_parent()
    sys.setswitchinterval(SWITCH_SECONDS)
    Pace.wait = Unlimited.wait  # type: ignore[method-assign, assignment]
    if os.environ.get(timing.TIMES):
        timing.install(Path(os.environ[timing.TIMES]))
    app = create_app(Path(os.environ[timing.MODELS]))
    app.run(settings().host, settings().port, access_log=False, motd=False)


if __name__ == "__main__":
    main()
