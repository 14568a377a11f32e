"""Settings, addresses and the supervisor that starts the processes."""
