"""What stops the making of a folder."""


class PackagingError(Exception):
    """A part is missing or is not what it should be; says which."""
