"""How long deliveries take, wait and go on."""

import random
from dataclasses import dataclass


@dataclass(frozen=True)
class Schedule:
    """Times of the worker, in seconds.

    Attributes:
        timeout: What one delivery may take, from connecting to the last byte.
        lease: After this, a delivery whose worker died is tried again; more than `timeout`.
        first_pause: Between the first and second attempt, about; it doubles with each attempt.
        longest_pause: Between two attempts.
        give_up: After this much trying a delivery is dead, until staff send it again.
        look: Between two looks at the outbox.
        remind_every: Between two looks for inquiries that nobody picked up.
        clean_every: Between two runs of the retention job.
    """

    timeout: float = 15.0
    lease: float = 60.0
    first_pause: float = 5.0
    longest_pause: float = 3600.0
    give_up: float = 72 * 3600.0
    look: float = 0.5
    remind_every: float = 30.0
    clean_every: float = 3600.0

    def pause(self, attempts: int) -> float:
        """Returns the seconds to wait after this many failed attempts: half of it fixed, half of it chance."""
        full = min(self.longest_pause, self.first_pause * 2.0 ** min(attempts - 1, 40))
        return random.uniform(full / 2, full)  # noqa: S311 - nothing secret
