from urllib.parse import urlencode

from twilio.request_validator import RequestValidator

from iop.channels.sms.twilio import Twilio

TOKEN = "12345"
URL = "https://mycompany.com/myapp.php?foo=1&bar=2"
FIELDS = {
    "CallSid": "CA1234567890ABCDE",
    "Caller": "+14158675309",
    "Digits": "1234",
    "From": "+14158675309",
    "To": "+18005551212",
}
BODY = urlencode(FIELDS).encode()
SIGNATURE = "RSOYDt4T1cUTdK1PDd93/VVr8B8="


def verify(token: str, url: str, body: bytes, signature: str) -> bool:
    return Twilio("AC0", token, "+1", "https://x", "https://y").verify(url, body, {"x-twilio-signature": signature})


def test_the_published_example_is_valid():
    assert verify(TOKEN, URL, BODY, SIGNATURE)


def test_one_byte_changed_anywhere_is_invalid():
    for place in range(len(BODY)):
        changed = BODY[:place] + bytes([BODY[place] ^ 1]) + BODY[place + 1 :]
        assert not verify(TOKEN, URL, changed, SIGNATURE), place


def test_another_address_or_token_is_invalid():
    assert not verify(TOKEN, URL + "0", BODY, SIGNATURE)
    assert not verify("54321", URL, BODY, SIGNATURE)
    assert not verify(TOKEN, URL, BODY, "")


def test_blank_fields_are_signed_too():
    fields = {**FIELDS, "Body": ""}
    signature = RequestValidator(TOKEN).compute_signature(URL, fields)
    assert verify(TOKEN, URL, urlencode(fields).encode(), signature)


def test_a_body_that_is_no_text_is_invalid():
    assert not verify(TOKEN, URL, b"\xff\xfe=1", SIGNATURE)
