"""Letters and receipts as PDF: data in, bytes out; the only place with reportlab."""
