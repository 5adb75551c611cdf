"""The window around the sections: setting up, signing in, and the frame of the day's work."""
