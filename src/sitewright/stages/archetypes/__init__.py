"""New pages: what they are called, and what stands in them before anybody writes."""
