"""Asking a client for a secret: the sheet that makes a request, the page of requests, and the look at what came."""
