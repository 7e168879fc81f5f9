"""Lessons: guess, run, explain. What a teacher writes, read and checked; nothing here imports a server."""

FILE = "lesson.yaml"
"""What stands in the folder of a lesson, beside its texts."""
