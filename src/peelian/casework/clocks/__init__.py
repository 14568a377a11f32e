"""What is owed to a person and by when: started, paused, met and missed by the rules of law/."""
