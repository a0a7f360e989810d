from guankao.web.organizations.models.agencies import Agency, FormerName
from guankao.web.organizations.models.people import Holding, Person

__all__ = ["Agency", "FormerName", "Holding", "Person"]
