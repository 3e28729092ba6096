"""What a screen, a route or the worker may call. Only this folder and the worker know the clock."""

from portal.services.office import Office, current_office, open_office

__all__ = ["Office", "current_office", "open_office"]
