"""The commands, one short file each: values in, exit code out."""
