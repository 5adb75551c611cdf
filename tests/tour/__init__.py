"""Drives the program through its main job, as people do, and tells the story in pictures."""
