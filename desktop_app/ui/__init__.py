"""The windows of the desk: they show and ask, and decide nothing."""
