"""What somebody outside does, each in one act: ask, report, and what comes after."""
