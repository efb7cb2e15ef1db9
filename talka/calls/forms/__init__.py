"""Forms of calls: the host's, the applicant's, the reviewers' and the panel's."""
