"""Everything about the exercises, one file a lesson: its CLAIMS, its EXERCISES in order, and its QUIZ."""
