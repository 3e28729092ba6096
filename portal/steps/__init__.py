"""What the worker does to a request: fetch the document, convert it, send mail. Each step may run twice."""
