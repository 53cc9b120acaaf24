"""What lessons 5 and 7 can't compute in a lesson's time, kept in checked files beside the commands that make them."""
