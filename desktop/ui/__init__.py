"""The window: pages, widgets, dialogs and models. It knows Qt and the services, nothing below them."""
