"""What is to happen when: one dated table that drives clocks, reminders, expiry and retention."""
