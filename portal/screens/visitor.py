"""Who is looking, and what they may see."""

from __future__ import annotations

import streamlit as st

from portal.parts import screen
from portal.routes.signin import SESSION_COOKIE
from portal.services import current_office
from portal.services.accounts import signed_in
from requests_log import Account, Role

EVERYBODY_HERE = (Role.STAFF, Role.MANAGER)


def visitor() -> Account | None:
    """Return the account that is signed in; None for everybody else."""
    return signed_in(current_office(), st.context.cookies.get(SESSION_COOKIE))


def may(*roles: Role) -> Account | None:
    """Return the account that is signed in where it has one of ``roles``. Asked again before every action."""
    account = visitor()
    return account if account is not None and account.role in roles else None


def admitted(*roles: Role) -> Account | None:
    """Return the account as ``may`` does; where there is none, show why instead of the screen."""
    account = may(*roles)
    if account is None:
        screen.show("refused.html", title="Sign in to see this", account=visitor())
    return account
