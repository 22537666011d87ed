"""Where things are and how this installation is configured: environment variables, nothing else."""

import os
import re
import secrets
import tempfile
from contextlib import suppress
from functools import lru_cache
from pathlib import Path
from typing import Literal, Optional, Tuple

from pydantic import BaseSettings, Field, ValidationError, validator

from iop.errors import SetupError

ROOT = Path(__file__).resolve().parents[1]
SHORTEST_SECRET = 16
"""Characters of a secret that somebody chooses. Whoever guesses it reads what people wrote."""
HOW_TO_MAKE_ONE = "python3 -c 'import secrets; print(secrets.token_urlsafe(48))'"
WHOLE_SECRET = re.compile("[ -~]{32,}")
"""What a file may hold. We write 64 characters: what is shorter, or not printable, is what a full disk left of them."""


class Settings(BaseSettings):
    """The environment variables that this project reads.

    Two are read elsewhere, because safety and logging stand without this: `IOP_CACHE` (`iop.cache`) and `LOG_LEVEL`
    (`iop.logs`). A `description` says what to write where a value may be wrong.
    """

    database_url: Optional[str] = Field(default=None, env="IOP_DATABASE_URL")
    secret_key: Optional[str] = Field(default=None, env="IOP_SECRET_KEY")
    secret_key_old: Optional[str] = Field(default=None, env="IOP_SECRET_KEY_OLD")
    webhook_secret: Optional[str] = Field(default=None, env="IOP_WEBHOOK_SECRET")
    webhook_secret_old: Optional[str] = Field(default=None, env="IOP_WEBHOOK_SECRET_OLD")
    smtp_host: Optional[str] = Field(default=None, env="IOP_SMTP_HOST")
    smtp_port: int = Field(default=587, ge=1, le=65535, env="IOP_SMTP_PORT", description="a port, like 587")
    smtp_security: Literal["starttls", "tls", "none"] = Field(
        default="starttls", env="IOP_SMTP_SECURITY", description="starttls, tls (port 465) or none"
    )
    smtp_user: Optional[str] = Field(default=None, env="IOP_SMTP_USER")
    smtp_password: Optional[str] = Field(default=None, env="IOP_SMTP_PASSWORD")
    smtp_from: Optional[str] = Field(default=None, env="IOP_SMTP_FROM")
    public_url: Optional[str] = Field(default=None, env="PUBLIC_URL")
    twilio_account_sid: Optional[str] = Field(default=None, env="TWILIO_ACCOUNT_SID")
    twilio_auth_token: Optional[str] = Field(default=None, env="TWILIO_AUTH_TOKEN")
    twilio_from: Optional[str] = Field(default=None, env="TWILIO_FROM")
    twilio_api_base: str = Field(default="https://api.twilio.com", env="TWILIO_API_BASE")
    telnyx_api_key: Optional[str] = Field(default=None, env="TELNYX_API_KEY")
    telnyx_public_key: Optional[str] = Field(default=None, env="TELNYX_PUBLIC_KEY")
    telnyx_from: Optional[str] = Field(default=None, env="TELNYX_FROM")
    telnyx_api_base: str = Field(default="https://api.telnyx.com", env="TELNYX_API_BASE")
    endpoints: Path = Field(
        default=ROOT / "endpoints.yml", env="IOP_ENDPOINTS", description="the path of a file like endpoints.yml"
    )
    facility: Path = Field(default=ROOT / "data" / "facility.yml", env="IOP_FACILITY")
    var: Path = Field(default=ROOT / "var", env="IOP_VAR")
    host: str = Field(default="127.0.0.1", env="HOST")
    port: int = Field(default=5005, ge=1, le=65535, env="PORT", description="a port from 1 to 65535, like 5005")
    proxies: int = Field(default=0, ge=0, env="IOP_PROXIES", description="how many proxies there are, like 1")

    @validator("endpoints")
    def _is_file(cls, value: Path) -> Path:  # noqa: N805
        if not value.is_file():
            raise ValueError("no file")
        return value

    def database(self) -> str:
        """Returns the SQLAlchemy address of the database; by default a SQLite file under `var/`."""
        return self.database_url or f"sqlite:///{self._var_folder() / 'iop.db'}"

    def secret(self) -> str:
        """Returns the installation's secret, making one at first run (`var/secret.key`, mode 0600).

        Raises:
            SetupError: if it can be neither read nor made, is blank or too short, or is missing beside a database that
                another secret encrypted.
        """
        if self.secret_key:
            return _long_enough(_said(self.secret_key, "IOP_SECRET_KEY"))
        path = self._var_folder() / "secret.key"
        if not path.exists():
            self._require_nothing_stored(path)
            _make_secret(path)
        try:
            secret = path.read_text(encoding="ascii", errors="replace").strip()
        except OSError as error:
            raise SetupError(
                f"{path} cannot be read ({error.strerror}). Give it back to the user who runs this."
            ) from error
        if not WHOLE_SECRET.fullmatch(secret):
            raise SetupError(
                f"{path} holds no whole secret. Put it back from a backup; before the first visitor, delete the file."
            )
        return secret

    def secrets(self) -> Tuple[str, ...]:
        """Returns the secret, and after it the old one while the key is being changed (see `docs/handoff.md`).

        Raises:
            SetupError: if the secret can be neither read nor made, or one of them is blank.
        """
        old = self.secret_key_old
        return (self.secret(), _said(old, "IOP_SECRET_KEY_OLD")) if old else (self.secret(),)

    def _require_nothing_stored(self, key: Path) -> None:
        """Checks that no second secret would be made: it fits nothing, and gets into the backups.

        Raises:
            SetupError: saying where the right one is.
        """
        from iop.storage.stored import holds_anything  # takes a second, and is needed before the first visitor only

        if holds_anything(self.database()) and not key.exists():
            raise SetupError(
                f"{key} is missing and IOP_SECRET_KEY is not set, but the database holds what another secret encrypted."
                " No new one was made. Run this as the user of the service with its environment file (docs/deploy.md),"
                " or put the file back from a backup."
            )

    def _var_folder(self) -> Path:
        try:
            self.var.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise SetupError(
                f"{self.var} cannot be made ({error.strerror}). Make the folder above it writable, or set IOP_VAR."
            ) from error
        if not os.access(self.var, os.W_OK | os.X_OK):
            raise SetupError(f"{self.var} is not writable. Make it writable (chmod u+w), or set IOP_VAR.")
        return self.var


def _said(secret: str, variable: str) -> str:
    """Returns a secret from the environment.

    Raises:
        SetupError: if it is blank.
    """
    if not secret.strip():
        raise SetupError(f"{variable} is blank. Give it a long random value, or leave it out.")
    return secret


def _long_enough(secret: str) -> str:
    """Returns a secret that encrypts.

    Raises:
        SetupError: if it is too short.
    """
    if len(secret.strip()) < SHORTEST_SECRET:
        raise SetupError(
            f"IOP_SECRET_KEY is too short: it needs {SHORTEST_SECRET} characters or more. Make one with: "
            f"{HOW_TO_MAKE_ONE}. If people have used the assistant with the short one, give that as IOP_SECRET_KEY_OLD "
            "beside the new one (docs/handoff.md)."
        )
    return secret


def _make_secret(path: Path) -> None:
    """Makes the file of the secret. It appears whole or not at all, and the first of two processes makes it.

    Raises:
        SetupError: if it cannot be written.
    """
    try:
        with tempfile.NamedTemporaryFile("w", dir=path.parent, encoding="ascii") as file:  # only its owner can read it
            file.write(secrets.token_urlsafe(48))
            file.flush()
            os.fsync(file.fileno())
            with suppress(FileExistsError):
                os.link(file.name, path)
    except OSError as error:
        raise SetupError(
            f"{path} cannot be written ({error.strerror}). Make the folder writable, and room on the disk."
        ) from error


@lru_cache(maxsize=1)
def settings() -> Settings:
    """Returns this process's settings, read once.

    Raises:
        SetupError: if a variable cannot be used; a line for each.
    """
    try:
        return Settings()
    except ValidationError as error:
        raise SetupError("\n".join(_complaint(str(problem["loc"][0])) for problem in error.errors())) from error


def _complaint(name: str) -> str:
    field = Settings.__fields__[name].field_info
    variable = field.extra["env"]
    return f"{variable} is '{os.environ.get(variable, '')}'. Write {field.description}, or leave it out."
