import jwt
import pytest

from iop.channels.web.tokens import LIFETIME_SECONDS, TokenError, Tokens


class Clock:
    now = 1_000_000.0

    def __call__(self) -> float:
        return self.now


def test_a_token_opens_its_own_conversation() -> None:
    tokens = Tokens("secret")
    conversation_id, token = tokens.new()
    assert tokens.conversation(f"Bearer {token}") == conversation_id


def test_every_conversation_is_a_new_one() -> None:
    tokens = Tokens("secret")
    assert tokens.new()[0] != tokens.new()[0]


@pytest.mark.parametrize("header", ["", "Bearer", "Bearer ", "Basic abc", "Bearer a.b.c", "Bearer nonsense"])
def test_anything_else_is_refused(header: str) -> None:
    with pytest.raises(TokenError):
        Tokens("secret").conversation(header)


def test_a_token_of_another_installation_is_refused() -> None:
    with pytest.raises(TokenError, match="not valid"):
        Tokens("secret").conversation(f"Bearer {Tokens('other').new()[1]}")


def test_an_unsigned_token_is_refused() -> None:
    forged = jwt.encode({"sub": "web-1", "aud": "web", "exp": 9e9}, None, algorithm="none")
    with pytest.raises(TokenError, match="not valid"):
        Tokens("secret").conversation(f"Bearer {forged}")


def test_a_changed_token_is_refused() -> None:
    tokens = Tokens("secret")
    head, body, signature = tokens.new()[1].split(".")
    other_body = tokens.new()[1].split(".")[1]
    assert other_body != body
    with pytest.raises(TokenError, match="not valid"):
        tokens.conversation(f"Bearer {head}.{other_body}.{signature}")


def test_a_token_expires() -> None:
    clock = Clock()
    tokens = Tokens("secret", clock=clock)
    _, token = tokens.new()
    clock.now += LIFETIME_SECONDS - 1
    tokens.conversation(f"Bearer {token}")
    clock.now += 1
    with pytest.raises(TokenError, match="has ended"):
        tokens.conversation(f"Bearer {token}")


def test_a_conversation_is_renewed_for_a_week_and_no_longer() -> None:
    clock = Clock()
    tokens = Tokens("secret", clock=clock)
    conversation_id, token = tokens.new()
    for _ in range(7):
        clock.now += LIFETIME_SECONDS - 1
        token = tokens.renew(f"Bearer {token}")
    clock.now += 7  # a week after it began
    token = tokens.renew(f"Bearer {token}")
    clock.now += 1
    assert tokens.conversation(f"Bearer {token}") == conversation_id
    with pytest.raises(TokenError, match="has ended"):
        tokens.renew(f"Bearer {token}")


def test_a_change_of_the_secret_ends_no_conversation() -> None:
    conversation_id, token = Tokens("old").new()
    assert Tokens("new", "old").conversation(f"Bearer {token}") == conversation_id
    with pytest.raises(TokenError):
        Tokens("new").conversation(f"Bearer {token}")
