"""What the answers say: results, releases, saved findings."""
