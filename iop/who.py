"""Who gives a command."""

import os
import pwd


def this_user() -> str:
    """Returns the login name of whoever runs this process; of whoever called it by sudo, where it was called so."""
    caller = os.environ.get("SUDO_USER", "").strip()
    if caller:
        return caller[:64]
    try:
        return pwd.getpwuid(os.getuid()).pw_name[:64]
    except KeyError:
        return f"uid {os.getuid()}"
