"""Write the table of headers as the hosts of the world want it."""
