"""The public evidence site: reads facts and plan, and never casework, accounts or services."""
