"""The authors' reference: every key, question, knob and exhibit as it is defined, with examples that are run."""
