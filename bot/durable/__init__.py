"""Taking turns: think, then record, then deliver. The story never knows of it.

`desk.py` does it in this process, for the command line. `steps.py` says what the three steps are,
`workflow.py` in which order they come, `engine.py` runs them so that a crash loses nothing.
"""
