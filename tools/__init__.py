"""What is used around the program: setting up, and testing where Qt cannot be imported."""
