"""RAGAS without its habits: no report of use to its makers, no id of this machine, no log of texts."""

import atexit
import logging
import os
import shutil
import tempfile
import warnings


def import_quietly() -> None:
    """Call before anything of RAGAS is imported. Its libraries log what they were sent, so no log is kept."""
    os.environ["RAGAS_DO_NOT_TRACK"] = "true"
    os.environ["XDG_DATA_HOME"] = _folder_until_the_end()  # it writes an id there, tracked or not
    logging.disable(logging.CRITICAL)
    warnings.filterwarnings("ignore")


def _folder_until_the_end() -> str:
    folder = tempfile.mkdtemp(prefix="shipmate-ragas-")
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    return folder
