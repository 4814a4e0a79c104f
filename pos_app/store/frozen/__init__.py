"""The store's statements as text, made by `python -m pos_app.store.freeze`, never by hand."""
