from guankao.web.organizations.actions.agencies import (
    AgencyCycle,
    NameTaken,
    NotYet,
    merge_agency,
    move_agency,
    register_agency,
    rename_agency,
)
from guankao.web.organizations.actions.overtaking import Overtaken
from guankao.web.organizations.actions.people import (
    AccountTaken,
    change_person,
    end_person,
    invite_person,
    register_person,
    reset_second_factor,
)
from guankao.web.organizations.actions.roles import (
    NotDelegable,
    delegate_role,
    end_role,
    give_role,
)

__all__ = [
    "AccountTaken",
    "AgencyCycle",
    "NameTaken",
    "NotDelegable",
    "NotYet",
    "Overtaken",
    "change_person",
    "delegate_role",
    "end_person",
    "end_role",
    "give_role",
    "invite_person",
    "merge_agency",
    "move_agency",
    "register_agency",
    "register_person",
    "rename_agency",
    "reset_second_factor",
]
