"""A question in, evidence out. Knows no assistant and no model's voice."""
