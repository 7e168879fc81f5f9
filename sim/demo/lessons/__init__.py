"""Lessons: guess, run, explain. What a teacher writes, read and checked; nothing here imports a server."""

FILE = "lesson.yaml"
"""What stands in the folder of a lesson, beside its texts."""
OWN = "own"
"""What the scenario or lesson that was named on the command line is called, where that is a file."""
