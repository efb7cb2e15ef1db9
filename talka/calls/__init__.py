"""Open calls: published criteria, applications, sealed reviews, a decision with reasons."""
