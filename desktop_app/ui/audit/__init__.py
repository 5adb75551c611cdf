"""The audit trail on the screen, and what the window notes in it."""
