class Stopped(Exception):
    """A command cannot go on. The message is a sentence for the administrator: what is wrong and what to do."""
