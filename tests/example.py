"""The centre that tests speak of, whatever a centre has made of `data/facility.yml`."""

import pytest

from iop.facility import facility
from tests.conftest import ROOT

FACILITY = ROOT / "tests" / "example_facility.yml"

of_the_example = pytest.mark.skipif(
    not facility(ROOT / "data" / "facility.yml").example,
    reason="the example's facts and answers; data/facility.yml says `example: false`, so these are a centre's own",
)
