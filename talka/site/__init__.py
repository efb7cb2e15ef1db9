"""The shell: public home, desk, demo, command line, living page of components."""
