"""Start the service, look after its accounts, or erase who asked.

python -m portal                        start the portal and a worker
python -m portal account NAME ROLE      make an account (staff or manager), or give it a new password
python -m portal erase REFERENCE        erase who asked: contact, technology, words and files of a request
"""

from __future__ import annotations

import argparse
import sys

from portal.services import accounts, erasing
from portal.settings import BadSetting, Settings, read_settings
from portal.start import AlreadyRunning, CannotStart, prepare, run
from requests_log import RequestsLog, Role, UnknownRequest


def main(arguments: list[str] | None = None) -> int:
    """Return the exit code: 0 where all went well, 1 where it could not be done, 2 for a wrong call."""
    options = _parser().parse_args(arguments)
    try:
        settings = read_settings()
        if options.command == "account":
            return _account(settings, options.name, Role(options.role))
        if options.command == "erase":
            return _erase(settings, options.reference)
        return run(settings)
    except (AlreadyRunning, BadSetting, CannotStart) as error:
        print(error, file=sys.stderr)
        return 1


def _account(settings: Settings, name: str, role: Role) -> int:
    prepare(settings)
    with RequestsLog(settings.database) as log:
        password = accounts.give_password(log, name, role)
    print(f"Account {name} ({role}). Password: {password}\nIt is shown only this once.")
    return 0


def _erase(settings: Settings, reference: str) -> int:
    settings.data.mkdir(parents=True, exist_ok=True)
    with RequestsLog(settings.database) as log:
        log.migrate()
        try:
            erasing.erase_person(log, reference)
        except UnknownRequest:
            print(f"There is no request {reference}.", file=sys.stderr)
            return 1
    print(f"Request {reference}: all that could say who asked is erased. Its files go within three days.")
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m portal", description=__doc__.partition("\n")[0])
    commands = parser.add_subparsers(dest="command")
    account = commands.add_parser("account", help="make an account, or give it a new password")
    account.add_argument("name")
    account.add_argument("role", choices=[str(role) for role in Role])
    erase = commands.add_parser("erase", help="erase who asked: contact, technology, words and files")
    erase.add_argument("reference")
    return parser


if __name__ == "__main__":
    sys.exit(main())
