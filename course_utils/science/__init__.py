"""What two lessons or more share: loops, laws, measures, figures, models and data."""
