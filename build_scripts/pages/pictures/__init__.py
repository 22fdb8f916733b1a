"""Pictures that explain, drawn as SVG: a function each, in the language of the page."""
