"""Reasons a conversion cannot happen at all.

    ConversionError
    ├── InputError              the file; the person can do something about it
    │   ├── NotAPdf             not a PDF, or damaged beyond repair
    │   ├── EmptyFile           no bytes
    │   ├── NoPages             a PDF without a page
    │   ├── PasswordNeeded      locked, and the password is missing or wrong
    │   ├── UnknownLock         locked in a way that we cannot open with any password
    │   ├── TooLarge            past a limit of size or pages
    │   ├── TooComplex          built so that reading it never ends or fills the memory
    │   ├── FileMissing         there is no file where the caller said
    │   └── FileNotReadable     there is one, but it cannot be opened
    ├── ToolError               the machine; we can do something about it
    │   ├── ToolMissing
    │   ├── ToolFailed
    │   ├── ToolTimedOut
    │   ├── Crashed             the process that was converting stopped
    │   └── NotSaved            the result could not be written
    ├── FormatFailed            one format could not be made; the others may be there
    └── OutputRejected          a checker refused our own file

Anything short of these is a Finding, and the conversion goes on.
"""

from __future__ import annotations

from typing import ClassVar, Final

MOST_NAMED: Final = 5  # faults that a message names; the first tell what is wrong


class ConversionError(Exception):
    """Nothing to deliver.

    ``code`` is stable and stored; ``problem`` says what is wrong and ``advice``
    what to do, both for the person who asked; ``retry`` is True where the same
    file may succeed later.
    """

    code: ClassVar[str] = "conversion-failed"
    problem: ClassVar[str] = "We could not convert this document."
    advice: ClassVar[str] = "A member of staff will look at it."
    retry: ClassVar[bool] = False

    def __init__(self, detail: str = "") -> None:
        """``detail`` is for our own records, never for the person."""
        super().__init__(detail)
        self.detail = detail

    def __str__(self) -> str:
        return f"{self.problem} {self.advice}"


class InputError(ConversionError):
    code = "bad-file"


class NotAPdf(InputError):
    code = "not-a-pdf"
    problem = "This file is not a PDF, or it is too damaged to open."
    advice = "Check that it opens on your own computer, then send it again, or tell us where you found it."


class EmptyFile(InputError):
    code = "empty-file"
    problem = "This file is empty."
    advice = "Download the document again and send the new file, or tell us where you found it."


class NoPages(InputError):
    code = "no-pages"
    problem = "This PDF has no pages."
    advice = "Download the document again and send the new file, or tell us where you found it."


class PasswordNeeded(InputError):
    code = "password-needed"
    problem = "This PDF is locked with a password."
    advice = "Send an unlocked copy, or tell us where you found it and we will get one."


class TooLarge(InputError):
    code = "too-large"
    problem = "This document is too large to convert automatically."
    advice = "Tell us where you found it, and a member of staff will convert it."


class UnknownLock(InputError):
    code = "unknown-lock"
    problem = "This PDF is locked in a way that we cannot open."
    advice = "Send an unlocked copy, or tell us where you found it and we will get one."


class TooComplex(InputError):
    code = "too-complex"
    problem = "This document is too complex to convert automatically."
    advice = "Tell us where you found it, and a member of staff will convert it."


class FileMissing(InputError):
    code = "file-missing"
    problem = "There is no file with this name."
    advice = "Check the name and the folder."


class FileNotReadable(InputError):
    code = "file-not-readable"
    problem = "This file could not be opened."
    advice = "Check that it is a file, and that you may read it."


class ToolError(ConversionError):
    code = "tool-failed"
    retry = True


class ToolMissing(ToolError):
    code = "tool-missing"
    problem = "A program that this conversion needs is not installed on our computer."


class ToolFailed(ToolError):
    problem = "A program that this conversion needs stopped with an error."


class ToolTimedOut(ToolError):
    code = "tool-timed-out"
    problem = "The conversion took too long and was stopped."


class Crashed(ToolError):
    code = "crashed"
    problem = "The program stopped while it was converting this document."


class NotSaved(ToolError):
    code = "not-saved"
    problem = "The converted file could not be saved."
    advice = "Check that the folder can be written to, and that the disk is not full."


class FormatFailed(ConversionError):
    code = "format-failed"
    problem = "We could not make this format of the document."


class OutputRejected(ConversionError):
    """``found`` is what the check found, each a sentence for whoever mends it."""

    code = "output-rejected"
    problem = "The converted file did not pass our own checks, so we did not send it."

    def __init__(self, detail: str = "", found: tuple[str, ...] = ()) -> None:
        super().__init__(detail)
        self.found = found

    def __str__(self) -> str:
        if not self.found:
            return super().__str__()
        named = " ".join(self.found[:MOST_NAMED])
        more = len(self.found) - MOST_NAMED
        rest = f" There are {more} more." if more > 1 else " There is 1 more." if more == 1 else ""
        return f"{self.problem} The check says: {named}{rest} {self.advice}"
