"""One person at the form, as a session of Streamlit's own protocol: what a browser sends, nothing drawn."""

from __future__ import annotations

import json
import time
from typing import Final

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.sync.client import connect
from websockets.typing import Subprotocol

Fields = dict[str, list[str]]

FILLED: Final[Fields] = {
    "source": ["description"],
    "description": ["The plan for lifts, on your page about lifts"],
    "formats": ["audio"],
    "contact": ["email"],
    "email": ["ann@example.org"],
}
LARGEST: Final = 10_000_000  # bytes of one message
WAIT_SECONDS: Final = 120


class Session:
    """An open screen. Every press waits for its answer, as a person does."""

    def __init__(self, address: str) -> None:
        """Open the form, and wait until it is there."""
        self._address = address
        stream = f"{address.replace('http', 'ws', 1)}/_stcore/stream"
        self._socket = connect(
            stream,
            subprotocols=[Subprotocol("streamlit")],
            max_size=LARGEST,
            open_timeout=WAIT_SECONDS,
        )
        self._component, self._page = "", ""
        self.screen = ""
        self._ask(BackMsg())
        assert self.screen == "ask.html", self.screen

    def press(self, form: str, action: str, fields: Fields) -> float:
        """Press a button; return the seconds until the screen that answers it is there."""
        message = BackMsg()
        widget = message.rerun_script.widget_states.widgets.add()
        widget.id = f"$$STREAMLIT_INTERNAL_KEY_{self._component}__events"
        value = {"form": form, "action": action, "fields": fields, "at": time.time_ns()}
        widget.json_trigger_value = json.dumps([{"event": "pressed", "value": value}])
        message.rerun_script.page_script_hash = self._page
        began = time.monotonic()
        self._ask(message)
        return time.monotonic() - began

    def fill_in_for(self, seconds: float) -> list[float]:
        """Fill in the form, with a mistake first, and change an answer, again and again; never send it."""
        until, answers = time.monotonic() + seconds, []
        while time.monotonic() < until:
            answers.append(self.press("ask", "continue", {}))
            answers.append(self.press("ask", "continue", FILLED))
            assert self.screen == "check.html", self.screen
            answers.append(self.press("check", "change:formats-html", {}))
        return answers

    def send(self) -> float:
        """Fill in the form and send it; return the seconds until the request was taken."""
        self.press("ask", "continue", FILLED)
        taken = self.press("check", "send", {})
        assert self.screen == "sent.html", self.screen
        return taken

    def close(self) -> None:
        self._socket.close()

    def _ask(self, message: BackMsg) -> None:
        message.rerun_script.context_info.url = f"{self._address}/"
        self._socket.send(message.SerializeToString())
        while True:
            told = ForwardMsg.FromString(self._received())
            match told.WhichOneof("type"):
                case "navigation":
                    self._page = told.navigation.page_script_hash
                case "delta" if told.delta.new_element.HasField("bidi_component"):
                    shown = told.delta.new_element.bidi_component
                    self._component, self.screen = shown.id, json.loads(shown.json)["screen"]
                case "script_finished":
                    return

    def _received(self) -> bytes:
        received = self._socket.recv(timeout=WAIT_SECONDS)
        assert isinstance(received, bytes)
        return received
