"""The ASGI application: Streamlit's screens, and beside them the routes that need no session.

python -m portal.app
"""

from __future__ import annotations

import gc
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules
from typing import Final
from urllib.parse import urlsplit

import streamlit as st
from starlette.middleware import Middleware

from portal import screens
from portal.routes import (
    about,
    assets,
    copies,
    files,
    health,
    lost_link,
    needs,
    plain_ask,
    plain_follow,
    shelf,
    shell,
    signin,
    trouble,
    upload,
)
from portal.routes.headers import SecurityHeaders
from portal.routes.origin import OwnOrigin
from portal.screens.trouble import show_trouble
from portal.services import current_office
from portal.settings import Settings, read_settings

HERE = Path(__file__).parent

ROUTES: Final = (
    *about.routes,
    *assets.routes,
    *copies.routes,
    *files.routes,
    *health.routes,
    *lost_link.routes,
    *needs.routes,
    *plain_ask.routes,
    *plain_follow.routes,
    *shelf.routes,
    *shell.routes,
    *signin.routes,
    *upload.routes,
    *trouble.routes,  # last: it takes every other address
)

app = st.App(
    HERE / "navigation.py",
    routes=ROUTES,
    middleware=[Middleware(SecurityHeaders), Middleware(OwnOrigin, address=read_settings().address)],
    on_script_error=show_trouble,
    exception_handlers={Exception: trouble.server_error},
)


def streamlit_settings(settings: Settings) -> dict[str, str | int | bool]:
    """Return Streamlit's settings: nothing sent anywhere, no toolbar, no agent interface."""
    return {
        "server.address": settings.host,
        "server.port": settings.port,
        "server.headless": True,
        "server.fileWatcherType": "none",
        "server.enableAgentApi": False,
        "server.maxUploadSize": 1,  # Streamlit's own upload route; ours is routes/upload.py
        "browser.gatherUsageStats": False,
        "browser.serverAddress": urlsplit(settings.address).hostname or settings.host,
        "client.toolbarMode": "minimal",
        "client.showErrorDetails": "none",
        "logger.level": "warning",
    }


def settle() -> None:
    """Load every screen before the first visitor comes, and take what is loaded out of the garbage collector.

    Streamlit collects garbage in full after every run of a script. Looking through all that the libraries
    keep for good took most of the time of a press; what is frozen is not looked through.
    """
    for module in iter_modules(screens.__path__, f"{screens.__name__}."):
        import_module(module.name)
    gc.collect()
    gc.freeze()


if __name__ == "__main__":
    current_office()
    settle()
    app.run(config=streamlit_settings(read_settings()))
