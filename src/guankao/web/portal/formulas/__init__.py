"""The formula of a KPI on its page: how its standard is read, and what it gives for typed figures.

Pure: nothing here asks the database. A standard is read anew whenever its page is shown, which
takes a few milliseconds; a stored reading would have to follow every change of the reader.
"""

from guankao.web.portal.formulas.reading import MOST_INPUTS, Reading, reading_of
from guankao.web.portal.formulas.trial import Trial, parameters_of, trial_of

__all__ = [
    "MOST_INPUTS",
    "Reading",
    "Trial",
    "parameters_of",
    "reading_of",
    "trial_of",
]
