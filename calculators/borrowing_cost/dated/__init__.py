"""What is counted by days: a repayment schedule with its dates. It comes into the page when a form asks for it."""
