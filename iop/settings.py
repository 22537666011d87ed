"""Where things are and how this installation is configured: environment variables, nothing else."""

import os
import re
import secrets
import tempfile
from contextlib import suppress
from functools import lru_cache
from pathlib import Path
from typing import Literal, Optional, Tuple

from pydantic import BaseSettings, Field

from iop.errors import SetupError

ROOT = Path(__file__).resolve().parents[1]
WHOLE_SECRET = re.compile("[ -~]{32,}")
"""What a file may hold. We write 64 characters: what is shorter, or not printable, is what a full disk left of them."""


class Settings(BaseSettings):
    """The environment variables that this project reads.

    Two are read elsewhere, because safety and logging stand without this: `IOP_CACHE` (`iop.cache`) and `LOG_LEVEL`
    (`iop.logs`).
    """

    database_url: Optional[str] = Field(default=None, env="IOP_DATABASE_URL")
    secret_key: Optional[str] = Field(default=None, env="IOP_SECRET_KEY")
    secret_key_old: Optional[str] = Field(default=None, env="IOP_SECRET_KEY_OLD")
    webhook_secret: Optional[str] = Field(default=None, env="IOP_WEBHOOK_SECRET")
    webhook_secret_old: Optional[str] = Field(default=None, env="IOP_WEBHOOK_SECRET_OLD")
    smtp_host: Optional[str] = Field(default=None, env="IOP_SMTP_HOST")
    smtp_port: int = Field(default=587, env="IOP_SMTP_PORT")
    smtp_security: Literal["starttls", "tls", "none"] = Field(default="starttls", env="IOP_SMTP_SECURITY")
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
    endpoints: Path = Field(default=ROOT / "endpoints.yml", env="IOP_ENDPOINTS")
    facility: Path = Field(default=ROOT / "data" / "facility.yml", env="IOP_FACILITY")
    var: Path = Field(default=ROOT / "var", env="IOP_VAR")
    host: str = Field(default="127.0.0.1", env="HOST")
    port: int = Field(default=5005, env="PORT")
    proxies: int = Field(default=0, ge=0, env="IOP_PROXIES")

    def database(self) -> str:
        """Returns the SQLAlchemy address of the database; by default a SQLite file under `var/`."""
        return self.database_url or f"sqlite:///{self._var_folder() / 'iop.db'}"

    def secret(self) -> str:
        """Returns the installation's secret, making one at first run (`var/secret.key`, mode 0600).

        Raises:
            SetupError: if it can be neither read nor made, or is blank.
        """
        if self.secret_key:
            return _said(self.secret_key, "IOP_SECRET_KEY")
        path = self._var_folder() / "secret.key"
        if not path.exists():
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
    """Returns this process's settings, read once."""
    return Settings()
