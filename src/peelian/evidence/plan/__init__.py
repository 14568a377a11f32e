"""The plan's pages: from a promise to its areas, money, services, measures and claims, and back."""
