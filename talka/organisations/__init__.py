"""Localities, organisations, groups, single members, memberships, invitations, partnerships."""
