"""Where inquiries go: the `handoff:` part of `data/facility.yml`."""

import ipaddress
from typing import Any, Dict, List, Optional
from urllib.parse import urlsplit

from pydantic import BaseModel, Extra, Field, root_validator, validator

from iop.addresses import email_address

LOG = "log"
"""The name of the sink that is used where none is configured."""


class SinkAddress(BaseModel, extra=Extra.forbid):
    """One place that hears of inquiries: a webhook or an e-mail address."""

    name: str = Field(regex=r"^[a-z0-9][a-z0-9_-]{0,31}$")
    webhook: Optional[str]
    email: Optional[str]

    @validator("webhook")
    def _webhook(cls, value: str) -> str:  # noqa: N805
        try:
            parts = urlsplit(value)
            usable = bool(parts.hostname) and (parts.scheme == "https" or _stays_here(parts.scheme, parts.hostname))
        except ValueError:
            usable = False
        if not usable:
            raise ValueError(
                f"'{value}' is not an address that personal data may be sent to. Write it like https://crm.example/inquiries"
                " (http only for this machine)."
            )
        return value

    @validator("email")
    def _email(cls, value: str) -> str:  # noqa: N805
        return email_address(value)

    @root_validator(skip_on_failure=True)
    def _one_kind(cls, values: Dict[str, Any]) -> Dict[str, Any]:  # noqa: N805
        if (values["webhook"] is None) == (values["email"] is None):
            raise ValueError(f"the sink '{values['name']}' needs either `webhook: https://...` or `email: ...`")
        return values


class RetentionDays(BaseModel, extra=Extra.forbid):
    """After how many days things are deleted."""

    conversations: int = Field(default=90, ge=1)
    leads: int = Field(default=365, ge=1)
    outbox: int = Field(default=30, ge=1)


class Handoff(BaseModel, extra=Extra.forbid):
    """How admissions hears of inquiries, and what happens when nobody picks one up.

    `pick_up_minutes` and `escalate_minutes` are minutes of office hours since the inquiry: after the first, every sink
    is alerted again; after the second, the sinks under `escalation`.
    """

    sinks: List[SinkAddress] = []
    pick_up_minutes: int = Field(default=15, ge=1)
    escalate_minutes: int = Field(default=60, ge=1)
    escalation: List[SinkAddress] = []
    retention_days: RetentionDays = RetentionDays()

    @root_validator(skip_on_failure=True)
    def _consistent(cls, values: Dict[str, Any]) -> Dict[str, Any]:  # noqa: N805
        names = [sink.name for sink in (*values["sinks"], *values["escalation"])]
        twice = {name for name in names if names.count(name) > 1} | ({LOG} & set(names))
        if twice:
            raise ValueError(f"every sink needs a name of its own, and '{sorted(twice)[0]}' is taken")
        if values["escalate_minutes"] <= values["pick_up_minutes"]:
            raise ValueError("escalate_minutes must be more than pick_up_minutes")
        return values

    def addresses(self) -> Dict[str, SinkAddress]:
        """Returns every configured sink by its name."""
        return {sink.name: sink for sink in (*self.sinks, *self.escalation)}

    def sink_names(self) -> List[str]:
        """Returns the sinks that hear of every inquiry: at least the log."""
        return [sink.name for sink in self.sinks] or [LOG]

    def escalation_names(self) -> List[str]:
        """Returns the sinks that hear of inquiries that nobody picks up; the ordinary ones where none are named."""
        return [sink.name for sink in self.escalation] or self.sink_names()


def _stays_here(scheme: str, host: Optional[str]) -> bool:
    """Returns whether plain HTTP to this host does not leave the machine."""
    if scheme != "http" or not host:
        return False
    try:
        return host == "localhost" or ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False
