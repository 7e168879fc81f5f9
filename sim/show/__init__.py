"""Answers as people meet them: on the screen, as tables, in a folder."""
