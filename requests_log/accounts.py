"""Who may sign in. What a password is, and whether one fits, is for the caller to know."""

from __future__ import annotations

from typing import Final

import sqlalchemy as sa
from sqlalchemy.exc import IntegrityError

from requests_log.records import Account, AccountExists, Role, UnknownAccount
from requests_log.schema import ACCOUNTS, WRITES


class Accounts:
    """Part of RequestsLog."""

    def __init__(self, engine: sa.Engine) -> None:
        self._reading: Final = engine
        self._writing: Final = engine.execution_options(**{WRITES: True})

    def add(self, account: Account) -> None:
        """Keep a new account; AccountExists where the name is taken."""
        row = {"name": account.name, "role": account.role.value, "password_hash": account.password_hash}
        try:
            with self._writing.begin() as connection:
                connection.execute(sa.insert(ACCOUNTS).values(row))
        except IntegrityError as error:
            raise AccountExists(f"there is an account {account.name} already") from error

    def named(self, name: str) -> Account:
        """Return an account; UnknownAccount where there is none."""
        with self._reading.begin() as connection:
            row = connection.execute(sa.select(ACCOUNTS).where(ACCOUNTS.c.name == name)).one_or_none()
        if row is None:
            raise UnknownAccount(f"there is no account {name}")
        return Account(row.name, Role(row.role), row.password_hash)

    def all(self) -> tuple[Account, ...]:
        """Return all accounts, by name."""
        with self._reading.begin() as connection:
            rows = connection.execute(sa.select(ACCOUNTS).order_by(ACCOUNTS.c.name)).all()
        return tuple(Account(row.name, Role(row.role), row.password_hash) for row in rows)

    def set_password(self, name: str, password_hash: str) -> None:
        """Change the password of an account; UnknownAccount where there is none."""
        change = sa.update(ACCOUNTS).where(ACCOUNTS.c.name == name).values(password_hash=password_hash)
        with self._writing.begin() as connection:
            if connection.execute(change).rowcount == 0:
                raise UnknownAccount(f"there is no account {name}")
