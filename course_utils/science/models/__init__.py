"""Models small enough to be photocopied a million times: each fits and samples many chains at once."""
