"""The desk's side of the network: what waits is sent, what is new is fetched, nothing is lost."""
