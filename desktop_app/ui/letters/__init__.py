"""Writing, previewing and issuing a letter."""
