import base64
import hashlib
import hmac

import pytest

from iop.admissions.sinks.signing import signatures, signing_key
from iop.errors import SetupError

SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"
ID, TIMESTAMP, BODY = "msg_p5jXN8AQM9LWM0D4loKWxJek", 1614265330, b'{"test": 2432232314}'


def test_the_published_example_of_the_specification() -> None:
    signature = signatures([signing_key(SECRET, "S")], ID, TIMESTAMP, BODY)
    assert signature == "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE="


def test_two_active_secrets_give_two_signatures() -> None:
    other = base64.b64encode(b"k" * 32).decode()
    keys = [signing_key(SECRET, "S"), signing_key(f"whsec_{other}", "S")]
    first, second = signatures(keys, ID, TIMESTAMP, BODY).split(" ")
    assert first == "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE="
    expected = hmac.new(b"k" * 32, f"{ID}.{TIMESTAMP}.".encode() + BODY, hashlib.sha256).digest()
    assert second == f"v1,{base64.b64encode(expected).decode()}"


@pytest.mark.parametrize("secret", ["", "secret", "whsec_", "whsec_!!!", "whsec_c2hvcnQ=", SECRET[6:]])
def test_what_is_no_secret_is_named_with_the_way_to_make_one(secret: str) -> None:
    with pytest.raises(SetupError, match=r"IOP_WEBHOOK_SECRET is not a webhook secret. Make one with"):
        signing_key(secret, "IOP_WEBHOOK_SECRET")
