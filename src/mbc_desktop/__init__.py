"""An offline reference on treatments for metastatic breast cancer."""

__version__ = "0.1.0"
