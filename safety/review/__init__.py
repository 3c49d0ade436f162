"""The questions a safety review meeting asks, answered from the records at a data cut-off."""
