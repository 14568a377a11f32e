"""The look of the public pages: templates, components, assets and languages. It has no models."""
