"""What people write in, and what is asked of it before an action sees it."""
