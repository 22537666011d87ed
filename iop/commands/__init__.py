"""The subcommands of `iop`, a module each: thin, print what the rooms return."""
