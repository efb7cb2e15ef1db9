"""Certificates: a rule for each cycle, who is how far, papers and signed credentials, and a public page to check each."""
