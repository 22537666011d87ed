"""Which providers are on: those whose environment variables are set."""

import logging
from typing import Dict, List
from urllib.parse import urlsplit

from iop.channels.sms.provider import Provider
from iop.channels.sms.telnyx import Telnyx
from iop.channels.sms.twilio import Twilio
from iop.errors import SetupError
from iop.settings import Settings

logger = logging.getLogger(__name__)

ROUTES = "/webhooks/sms/"


def providers(settings: Settings) -> Dict[str, Provider]:
    """Makes the providers, and says in the log which are on, or why none is.

    Raises:
        SetupError: if a variable cannot be used.
    """
    found: Dict[str, Provider] = {}
    twilio = {
        "TWILIO_ACCOUNT_SID": settings.twilio_account_sid,
        "TWILIO_AUTH_TOKEN": settings.twilio_auth_token,
        "TWILIO_FROM": settings.twilio_from,
        "PUBLIC_URL": settings.public_url,
    }
    telnyx = {
        "TELNYX_API_KEY": settings.telnyx_api_key,
        "TELNYX_PUBLIC_KEY": settings.telnyx_public_key,
        "TELNYX_FROM": settings.telnyx_from,
        "PUBLIC_URL": settings.public_url,
    }
    if all(twilio.values()):
        url = f"{public_url(settings)}{ROUTES}twilio/status"
        account, token, sender, _ = (str(value) for value in twilio.values())
        found["twilio"] = Twilio(account, token, sender, settings.twilio_api_base, url)
    if all(telnyx.values()):
        url = f"{public_url(settings)}{ROUTES}telnyx"
        key, public_key, sender, _ = (str(value) for value in telnyx.values())
        found["telnyx"] = Telnyx(key, public_key, sender, settings.telnyx_api_base, url)
    for variables in (twilio, telnyx):
        missing: List[str] = [name for name, value in variables.items() if not value]
        if missing and set(missing) != set(variables) - {"PUBLIC_URL"} and set(missing) != set(variables):
            logger.error("SMS: %s is not set; the other variables beside it are.", ", ".join(missing))
    if found:
        logger.info("SMS is on: %s.", ", ".join(found))
    else:
        logger.info("SMS is off: set TWILIO_ACCOUNT_SID, TWILIO_AUTH_TOKEN, TWILIO_FROM and PUBLIC_URL (docs/sms.md).")
    return found


def public_url(settings: Settings) -> str:
    """Returns the address under which the provider reaches this server, without a slash at its end.

    Raises:
        SetupError: if it is no web address.
    """
    url = str(settings.public_url)
    if urlsplit(url).scheme not in ("https", "http") or not urlsplit(url).hostname:
        raise SetupError(f"PUBLIC_URL '{url}' is not a web address. Write it like https://chat.example.org")
    return url.partition(ROUTES)[0].rstrip("/")
