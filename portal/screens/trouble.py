"""What a screen says where it cannot be shown: our words in place of Streamlit's red box."""

from __future__ import annotations

import logging

from portal.parts import screen
from portal.routes.trouble import FAILED

_logger = logging.getLogger(__name__)


def show_trouble(error: Exception) -> bool:
    """Show that we failed, and log why. Streamlit calls it; True keeps its own message away."""
    _logger.error("a screen could not be shown", exc_info=error)
    screen.show("trouble.html", title=f"Error: {FAILED}", said=FAILED)
    return True
