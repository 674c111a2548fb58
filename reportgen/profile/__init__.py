"""What is found about whole documents: who speaks in them, and whether quotations are word for word."""
