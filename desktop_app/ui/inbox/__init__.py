"""The list of cases and the screen that shows it beside the case."""
