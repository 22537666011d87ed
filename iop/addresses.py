"""Checks addresses that staff write into a file."""

from email_validator import EmailNotValidError, validate_email


def email_address(value: str) -> str:
    """Returns an e-mail address as it was written.

    Raises:
        ValueError: if it is none.
    """
    try:
        validate_email(value, check_deliverability=False, test_environment=True)
    except EmailNotValidError as error:
        if "special-use" not in str(error):  # the example's own address ends in .example
            raise ValueError(f"'{value}' is not an e-mail address.") from error
    return value
