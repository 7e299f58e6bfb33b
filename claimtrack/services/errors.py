"""What can go wrong with the services, said for the person at the keyboard."""


class ServiceError(Exception):
    """A service cannot start or run; the message says why and what to do, and is all that is shown."""
