"""One port for pages and streams, a process for jobs beside it, and the command that starts, keeps and stops them."""
