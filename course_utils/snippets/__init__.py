"""Little-known corners of Python, written for this course: what the encoder is asked for, and what trains it."""
