"""A form with a file as a browser sends it: what was written is kept even where the file is too large."""

from __future__ import annotations

from collections.abc import AsyncGenerator, AsyncIterator
from contextlib import asynccontextmanager
from typing import Final

from starlette.datastructures import FormData, Headers, UploadFile
from starlette.formparsers import MultiPartException, MultiPartParser
from starlette.requests import Request as HttpRequest

FIELDS: Final = 100
FIELD_BYTES: Final = 100_000  # of one field: far more than a person types
TIMES: Final = 4  # a body of more than so many times the largest file is not read to its end


class FormTooLarge(ValueError):
    """So much was sent that we stopped reading."""


@asynccontextmanager
async def form_with_file(http: HttpRequest, file_limit: int) -> AsyncIterator[tuple[FormData, bool]]:
    """Yield the fields of a sent form, and whether its file has more than ``file_limit`` bytes.

    A file that is too large is cut off, so that what was written beside it is not lost.

    Raises:
        FormTooLarge: it is far too large to be a form with a file, or one of its texts is.
        MultiPartException: it is no form.
    """
    parser = _CuttingParser(http.headers, _counted(http, TIMES * file_limit), file_limit)
    form = await parser.parse()
    try:
        yield form, parser.cut
    finally:
        await form.close()


async def _counted(http: HttpRequest, limit: int) -> AsyncGenerator[bytes, None]:
    size = 0
    async for chunk in http.stream():
        size += len(chunk)
        if size > limit:
            raise FormTooLarge(f"a form of more than {limit} bytes")
        yield chunk


class _CuttingParser(MultiPartParser):
    """Starlette's parser, but what a file has beyond its limit is dropped."""

    def __init__(self, headers: Headers, stream: AsyncGenerator[bytes, None], file_limit: int) -> None:
        if not headers.get("content-type", "").startswith("multipart/form-data"):
            raise MultiPartException("not a form with a file")
        super().__init__(headers, stream, max_files=1, max_fields=FIELDS, max_part_size=FIELD_BYTES)
        self.cut = False
        self._left = file_limit

    def on_part_data(self, data: bytes, start: int, end: int) -> None:
        if self._current_part.file is None:
            if len(self._current_part.data) + end - start > FIELD_BYTES:
                raise FormTooLarge(f"a field of more than {FIELD_BYTES} bytes")
            super().on_part_data(data, start, end)
            return
        kept = min(end, start + self._left)
        self.cut = self.cut or kept < end
        self._left -= kept - start
        if kept > start:
            super().on_part_data(data, start, kept)


def file_in(form: FormData, name: str) -> UploadFile | None:
    """Return the file that was chosen in the field ``name``, None where none was."""
    value = form.get(name)
    return value if isinstance(value, UploadFile) and value.filename else None


def fields_in(form: FormData) -> dict[str, tuple[str, ...]]:
    """Return the texts of a form by field."""
    return {name: tuple(value for value in form.getlist(name) if isinstance(value, str)) for name in form}
