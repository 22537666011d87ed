"""Why something was not delivered."""


class DeliveryError(Exception):
    """A sink did not take a message.

    Args:
        reason: For staff; nothing personal, and nothing of what the other side sent.
        retry_after: Seconds that the sink asked to be left alone.
        gone: Whether the sink said that it does not exist any more.
    """

    def __init__(self, reason: str, retry_after: float = 0.0, gone: bool = False) -> None:
        super().__init__(reason)
        self.retry_after = retry_after
        self.gone = gone
