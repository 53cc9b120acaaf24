"""What lesson 5 can't compute in a lesson's time, kept in checked files beside the commands that make them."""
