"""RAGAS without its habits: no report of use to its makers, and no log, since its libraries log texts."""

import logging
import os
import warnings


def import_quietly() -> None:
    """Call before anything of RAGAS is imported."""
    os.environ["RAGAS_DO_NOT_TRACK"] = "true"
    logging.disable(logging.CRITICAL)
    warnings.filterwarnings("ignore")
