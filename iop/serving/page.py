"""The page on which the chat is tried, filled with what the centre says about itself."""

import html
import re

import phonenumbers

from iop.facility import facility
from iop.settings import ROOT

PAGE = ROOT / "widget" / "demo.html"
EXAMPLE = '<p class="example">Example centre for demonstration. No treatment is offered here.</p>'
_PLACEHOLDER = re.compile(r"{(\w+)}")


def demo_page() -> str:
    """Returns the page as HTML.

    Its placeholders are those of the approved texts, and `{phone_link}`, an address that calls the number, and
    `{example}`, a line that is there only where `facility.yml` still is the example's.

    Raises:
        InputFileError: if `facility.yml` cannot be used.
    """
    centre = facility()
    call = phonenumbers.format_number(phonenumbers.parse(centre.phone, "US"), phonenumbers.PhoneNumberFormat.RFC3966)
    words = {name: html.escape(text) for name, text in {**centre.variables(), "phone_link": call}.items()}
    words["example"] = EXAMPLE if centre.example else ""
    return _PLACEHOLDER.sub(lambda found: words.get(found[1], found[0]), PAGE.read_text(encoding="utf-8"))
