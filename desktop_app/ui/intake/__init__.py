"""Screen "Terima aduan": what a reporter says becomes a case with a number."""
