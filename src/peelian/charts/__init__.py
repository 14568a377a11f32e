"""A result in; accessible SVG out for the site. Filled from the league issue on."""
