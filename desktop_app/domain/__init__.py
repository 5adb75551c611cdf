"""The rules of the complaint desk in plain Python: no Qt, no SQL, no network, no clock."""
