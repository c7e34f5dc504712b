"""A question in, evidence out. Knows no assistant and no model's voice."""

import os

os.environ["HAYSTACK_TELEMETRY_ENABLED"] = "False"  # read at the first import of Haystack
