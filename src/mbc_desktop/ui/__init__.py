"""What is on the screen. Sees records and results, never SQL."""
