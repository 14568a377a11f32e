"""The services that the plan promises; siblings never import each other. Filled from the contact issue on."""
