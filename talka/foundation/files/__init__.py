"""Files that people bring: typed by content, limited in size, pictures drawn anew, served with the owner's rights."""
