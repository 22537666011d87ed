"""Checks addresses and phone numbers that staff write into a file."""

import phonenumbers
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


def phone_number(value: str) -> str:
    """Returns a phone number as it is written in its country.

    Raises:
        ValueError: if nobody could call it from elsewhere: it is none, or lacks the area code.
    """
    try:
        number = phonenumbers.parse(value, "US")
    except phonenumbers.NumberParseException as error:
        raise ValueError(f"'{value}' is not a phone number. Write it like (303) 555-0142.") from error
    if not phonenumbers.is_valid_number(number):
        raise ValueError(f"'{value}' is not a whole phone number. Write it with the area code, like (303) 555-0142.")
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.NATIONAL)
