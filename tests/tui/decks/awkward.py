"""Code that fails whoever asks it."""

import os
import signal

from engine import world


def breaks(rng):
    """Makes no question."""
    raise ValueError("there is no [such] question")


@world()
def astray(rng):
    """Has no values."""
    raise RuntimeError("out of joint")


@world()
def killed(rng):
    """Takes the whole process with it."""
    os.kill(os.getpid(), signal.SIGKILL)
