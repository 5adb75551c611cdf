"""Who gets into the data of this PC."""
