"""Who owns a thing, and who may see it: the same for every room."""
