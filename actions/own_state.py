"""Says which details of a person there are, and what was done with them."""

from typing import Dict, Optional, Tuple

from rasa_sdk.executor import CollectingDispatcher

from actions.turn import turn
from iop.admissions.lead import LeadFields
from iop.intake.draft import Draft
from iop.intake.own_details import MISSED, SEES, WAITING
from iop.intake.summary import summary


def say_about_own(dispatcher: CollectingDispatcher, draft: Optional[Draft], asked: str, language: str) -> None:
    """Answers a question about one's own details.

    Args:
        dispatcher: Says things.
        draft: The details of this conversation.
        asked: What was asked, see `iop.intake.own_details`.
        language: In which the person writes.
    """
    told = turn("intake", language=language)
    if asked == MISSED:
        dispatcher.utter_message(response="utter_intake_missed", **told)
        return
    if asked == SEES:
        dispatcher.utter_message(response="utter_intake_sees", **told)
    if asked == WAITING:
        is_sent = draft is not None and draft.has_sent
        dispatcher.utter_message(response=f"utter_intake_waiting{'_sent' if is_sent else ''}", **told)
        if draft is None:
            return
    response, variables = _state(draft, language)
    dispatcher.utter_message(response=f"utter_intake_{response}", **variables, **told)


def _state(draft: Optional[Draft], language: str) -> Tuple[str, Dict[str, str]]:
    """Returns the response that says what there is, with its variables."""
    now = summary(draft.lead(), language) if draft else ""
    if draft is None or not (now or draft.before):
        return "held_deleted" if draft and draft.is_withdrawn else "held_nothing", {}
    sent = summary(LeadFields.from_dict(draft.before["fields"]), language) if draft.before else ""
    if draft.is_sent or now == sent:
        return "held_sent", {"summary": now}
    return ("held_change", {"summary": now, "sent": sent}) if sent else ("held", {"summary": now})
