"""How the pair model that reportgen ships was made; see README.md."""
