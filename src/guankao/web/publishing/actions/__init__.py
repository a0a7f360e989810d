from guankao.web.publishing.actions.documents import NotKept, publish
from guankao.web.publishing.actions.results import tell_results, tell_results_of_plan

__all__ = ["NotKept", "publish", "tell_results", "tell_results_of_plan"]
