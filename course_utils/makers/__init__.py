"""Commands that make the shipped files, which no lesson has the time for: `python -m course_utils.makers.NAME`."""
