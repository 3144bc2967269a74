"""Tune the sentence model on the training goals; needs the extra `train`, never at run time."""
