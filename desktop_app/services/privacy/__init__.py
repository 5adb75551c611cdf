"""Who may be shown what, why, and by whose release."""
