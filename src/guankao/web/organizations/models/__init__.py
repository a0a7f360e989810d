from guankao.web.organizations.models.agencies import Agency, FormerName
from guankao.web.organizations.models.people import Holding, Person
from guankao.web.organizations.models.tokens import AccessToken

__all__ = ["AccessToken", "Agency", "FormerName", "Holding", "Person"]
