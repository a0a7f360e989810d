from django.apps import AppConfig


class LedgerConfig(AppConfig):
    name = "guankao.web.ledger"
    label = "ledger"
