"""The action server's process: rasa-sdk's own application, reachable from this machine only."""

import logging

from iop import environment

environment.prepare()

from rasa_sdk.endpoint import create_app  # noqa: E402

from iop import logs  # noqa: E402
from iop.parent import end_with_parent  # noqa: E402
from iop.settings import settings  # noqa: E402

HOST = "127.0.0.1"


def main() -> None:
    """Serves the actions until the process is told to stop."""
    logs.configure("actions")
    end_with_parent()
    app = create_app("actions", cors_origins=[])
    logging.getLogger(__name__).info("Action server ready on port %d.", settings().action_port)
    app.run(HOST, settings().action_port, access_log=False, motd=False)


if __name__ == "__main__":
    main()
