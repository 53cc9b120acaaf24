"""How a lesson teaches: checks, quiz, claims and widgets. It knows no science but figures and metrics."""
