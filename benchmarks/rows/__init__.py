"""One file a row of the bench, named as in `targets.toml`; its `measure` does the measuring."""
