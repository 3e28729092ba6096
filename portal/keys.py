"""Keys that prove something without a table: private links, uploads, sign-in.

All are signed with one secret, which is made on the first start and kept in the
data folder. Every use has its own salt, so that no key serves for another.
"""

from __future__ import annotations

import contextlib
import hashlib
import hmac
import os
import secrets
from pathlib import Path
from typing import Any

from itsdangerous import BadSignature, URLSafeSerializer, URLSafeTimedSerializer

UPLOAD_SECONDS = 24 * 3600
SESSION_SECONDS = 12 * 3600
FORM_SECONDS = 12 * 3600
VISIT_SECONDS = 7 * 24 * 3600
SCRYPT_N = 2**14  # 16 MiB and about 40 ms each time, on purpose
DOCUMENT = "document"
REPLACEMENT = "replacement"


class Keys:
    """Makes and reads keys. Reading returns None for a key that is forged, altered or too old."""

    def __init__(self, secret: str) -> None:
        self._request = URLSafeSerializer(secret, salt="request")
        self._upload = URLSafeTimedSerializer(secret, salt="upload")
        self._uploader = URLSafeTimedSerializer(secret, salt="uploader")
        self._session = URLSafeTimedSerializer(secret, salt="session")
        self._form = URLSafeTimedSerializer(secret, salt="form")
        self._visit = URLSafeTimedSerializer(secret, salt="visit")
        self._shelf = URLSafeTimedSerializer(secret, salt="shelf")
        self._needs = URLSafeTimedSerializer(secret, salt="needs")
        self._secret = secret

    def for_request(self, request_id: str) -> str:
        """Return the key of a request's private link. It does not expire while the request is kept."""
        return str(self._request.dumps(request_id))

    def request_of(self, key: str) -> str | None:
        return _text(_read(self._request, key))

    def for_upload(self, file: str, name: str, size: int) -> str:
        """Return proof that this portal received ``file`` (SHA-256) of ``size`` bytes."""
        return str(self._upload.dumps([file, name, size]))

    def upload_of(self, key: str) -> tuple[str, str, int] | None:
        """Return the SHA-256, name and size in bytes that an upload's key stands for."""
        match _read(self._upload, key, UPLOAD_SECONDS):
            case [str(file), str(name), int(size)]:
                return file, name, size
            case _:
                return None

    def for_uploader(self, purpose: str = DOCUMENT) -> str:
        """Return leave to upload for ``purpose``, which a screen hands out with its form."""
        return str(self._uploader.dumps([purpose, secrets.token_hex(8)]))

    def upload_purpose(self, key: str) -> str | None:
        """Return what an upload is for: DOCUMENT, to be converted, or REPLACEMENT, made by staff."""
        match _read(self._uploader, key, UPLOAD_SECONDS):
            case [str(purpose), str()]:
                return purpose
            case _:
                return None

    def for_visit(self, request_id: str) -> str:
        """Return what an unsent form carries: the id its request will have, so that it is taken once."""
        return str(self._visit.dumps(request_id))

    def visit_of(self, key: str) -> str | None:
        return _text(_read(self._visit, key, VISIT_SECONDS))

    def for_shelf(self, document: str, version: str, stem: str, visit: str) -> str:
        """Return leave to download a checked version of ``document`` (SHA-256), saved under ``stem``.

        Only who showed us the document, or a public link to it, is given one.
        """
        return str(self._shelf.dumps([document, version, stem, visit]))

    def shelf_of(self, key: str) -> tuple[str, str, str, str] | None:
        """Return the document, the version, the name and the visit of a key, up to a week old."""
        match _read(self._shelf, key, VISIT_SECONDS):
            case [str(document), str(version), str(stem), str(visit)]:
                return document, version, stem, visit
            case _:
                return None

    def for_code(self, code: str) -> str:
        """Return proof that a person gave us ``code`` and that we knew it, for a plain form to carry."""
        return str(self._needs.dumps(code))

    def code_of(self, key: str) -> str | None:
        return _text(_read(self._needs, key, VISIT_SECONDS))

    def code_fingerprint(self, code: str) -> str:
        """Return what a needs code is kept as: slow to make (RFC 7914), and of no use without our secret."""
        salt = f"needs code {self._secret}".encode()
        return hashlib.scrypt(code.encode(), salt=salt, n=SCRYPT_N, r=8, p=1, dklen=32).hex()

    def nobody(self, address: str) -> str:
        """Return an id in the form of a request's that belongs to none, always the same for ``address``."""
        return hmac.digest(f"nobody {self._secret}".encode(), address.encode(), "sha256").hex()[:32]

    def for_session(self, account: str) -> str:
        return str(self._session.dumps(account))

    def account_of(self, key: str) -> str | None:
        """Return the account that signed in with this key, up to 12 hours ago."""
        return _text(_read(self._session, key, SESSION_SECONDS))

    def for_form(self, nonce: str) -> str:
        """Return the hidden value of a plain form whose cookie holds ``nonce``."""
        return str(self._form.dumps(nonce))

    def is_form(self, key: str, nonce: str) -> bool:
        """Return whether a plain form came from a page of ours, shown to the same browser."""
        return bool(nonce) and _read(self._form, key, FORM_SECONDS) == nonce


def read_secret(path: Path) -> str:
    """Return the secret in ``path``, making it on the first start. Two first starts agree on one."""
    if not path.exists():
        part = path.with_suffix(f".{secrets.token_hex(8)}")
        part.touch(mode=0o600)
        part.write_text(secrets.token_hex(32))
        with contextlib.suppress(FileExistsError):  # somebody was quicker: theirs counts
            os.link(part, path)
        part.unlink()
    return path.read_text()


def _read(
    serializer: URLSafeSerializer | URLSafeTimedSerializer, key: str, seconds: int | None = None
) -> Any:
    try:
        if isinstance(serializer, URLSafeTimedSerializer):
            return serializer.loads(key, max_age=seconds)
        return serializer.loads(key)
    except BadSignature:
        return None


def _text(value: Any) -> str | None:
    return value if isinstance(value, str) else None
