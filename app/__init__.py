"""The web app: pages and an API around the model. It imports ``model``, never the reverse."""
