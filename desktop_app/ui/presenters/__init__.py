"""Join screens to use cases: a signal comes in, work goes to a lane, the answer goes back."""
