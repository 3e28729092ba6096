"""The step that offers what is there already: shown once for a document, and never in the way."""

from __future__ import annotations

from portal.answers import Answers
from portal.services import Office, shelf
from portal.visiting import Step, Visit, moved


def looked(office: Office, visit: Visit, answers: Answers) -> Visit:
    """Return the visit at what is there already; where nothing is (any more), at the form as it was."""
    offer = shelf.checked_version(office, answers, visit.request_id)
    return moved(visit, Step.ALREADY if offer else Step.FORM, answers=answers, offer=offer)


def served(office: Office, visit: Visit) -> Visit:
    found = looked(office, visit, visit.answers)
    if found.offer is None:  # it was taken away meanwhile
        return found
    shelf.note_answered(office, visit.request_id, found.offer.document)
    return moved(found, Step.SERVED)
