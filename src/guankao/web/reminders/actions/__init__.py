from guankao.web.reminders.actions.preferring import change_preference
from guankao.web.reminders.actions.rounds import begin_round, end_round
from guankao.web.reminders.actions.sending import remind

__all__ = ["begin_round", "change_preference", "end_round", "remind"]
