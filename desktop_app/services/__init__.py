"""Use cases, one a file: request in, what was touched out, one transaction each."""
