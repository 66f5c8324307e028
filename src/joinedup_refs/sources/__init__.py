"""Where records come from; the only room that may use the network."""
