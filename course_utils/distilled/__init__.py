"""What lessons 5 to 7 cannot compute in their time, kept in checked files beside the commands that make them."""
