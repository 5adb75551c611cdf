"""The same office twice, encrypted and plain: what encryption costs people."""
