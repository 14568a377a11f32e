"""One adapter per official layout; each recognises its file by content, whatever the file is called."""
