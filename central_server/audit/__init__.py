"""The audit trails of all desks, kept where no desk can alter them."""
