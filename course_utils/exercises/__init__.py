"""Everything about the exercises, one file a lesson: EXERCISES by name, and the QUIZ."""
