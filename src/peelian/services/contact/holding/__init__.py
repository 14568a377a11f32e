"""Reports that somebody looks at before they go into the queue, so that a flood drowns no true one."""
