"""What may be done to accounts: the only writers of `accounts.models`."""
