"""The running process: what starts it, watches over it, loads and swaps its model, and says whether it is well."""
