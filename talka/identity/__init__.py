"""Account and network: the two things that everything else hangs on."""
