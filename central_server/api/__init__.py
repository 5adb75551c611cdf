"""The paths of the server: thin, each hands its work to a module of its own."""
