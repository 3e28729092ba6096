"""Who may sign in. Passwords are kept as Argon2id hashes (RFC 9106)."""

from __future__ import annotations

import secrets
from functools import cache

from argon2 import PasswordHasher
from argon2.exceptions import VerifyMismatchError

from portal.services.office import Office
from requests_log import Account, RequestsLog, Role, UnknownAccount

FIRST_ACCOUNTS = (("staff", Role.STAFF), ("manager", Role.MANAGER))


def sign_in(office: Office, name: str, password: str) -> Account | None:
    """Return the account where name and password fit, else None, after the same time."""
    account = _account(office.log, name)
    try:
        _hasher().verify(account.password_hash if account else _nobody(), password)
    except VerifyMismatchError:
        return None
    return account


def signed_in(office: Office, session_key: str | None) -> Account | None:
    """Return the account that a session cookie stands for, None for a visitor."""
    name = office.keys.account_of(session_key) if session_key else None
    return _account(office.log, name) if name else None


def make_first_accounts(log: RequestsLog) -> tuple[tuple[str, str], ...]:
    """Make one staff and one manager account where there is none; return their names and passwords."""
    if log.accounts.all():
        return ()
    made = tuple((name, role, secrets.token_urlsafe(12)) for name, role in FIRST_ACCOUNTS)
    for name, role, password in made:
        log.accounts.add(Account(name, role, _hasher().hash(password)))
    return tuple((name, password) for name, _, password in made)


def give_password(log: RequestsLog, name: str, role: Role) -> str:
    """Make an account, or give the one called ``name`` a new password; return that password."""
    password = secrets.token_urlsafe(12)
    if _account(log, name):
        log.accounts.set_password(name, _hasher().hash(password))
    else:
        log.accounts.add(Account(name, role, _hasher().hash(password)))
    return password


def _account(log: RequestsLog, name: str) -> Account | None:
    try:
        return log.accounts.named(name)
    except UnknownAccount:
        return None


@cache
def _hasher() -> PasswordHasher:
    return PasswordHasher()


@cache
def _nobody() -> str:
    return _hasher().hash(secrets.token_hex(16))
