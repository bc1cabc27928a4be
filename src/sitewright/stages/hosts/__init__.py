"""Write the table of redirects as the hosts of the world want it."""
