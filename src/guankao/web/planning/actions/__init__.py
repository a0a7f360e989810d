from guankao.web.planning.actions.guidelines import load_guidelines
from guankao.web.planning.actions.plans import load_plan

__all__ = ["load_guidelines", "load_plan"]
