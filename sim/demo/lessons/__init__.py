"""Lessons: guess, run, explain. What a teacher writes, read and checked; nothing here imports a server."""
