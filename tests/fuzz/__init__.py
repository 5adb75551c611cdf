"""Coverage-guided fuzzing of every reader of foreign bytes; docs/decisions says with what."""
