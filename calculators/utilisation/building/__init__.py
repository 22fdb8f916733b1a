"""What only the build reads; readers do not pay for it, since no `building` folder is in the wheel."""
