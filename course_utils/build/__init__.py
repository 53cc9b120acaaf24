"""From the lessons' text to notebooks and front page: `python -m course_utils.build`."""
